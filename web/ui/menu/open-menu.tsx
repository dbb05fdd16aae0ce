import {
  Button as AriaButton,
  Header,
  Menu as AriaMenu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
} from 'react-aria-components';
import { Icon } from '../icon.js';
import styles from './menu.module.css';

import type { MenuProps } from './menu-choice.js';

/** The button with its menu, open at once. */
export function OpenMenu({ label, hasWords = false, className, trigger, groups }: MenuProps) {
  return (
    <MenuTrigger defaultOpen>
      <AriaButton className={className ?? ''} {...(hasWords ? {} : { 'aria-label': label })}>
        {trigger}
      </AriaButton>
      <Popover className={styles['popover'] ?? ''}>
        <AriaMenu className={styles['menu'] ?? ''} aria-label={label}>
          {groups.map(({ id, title, choices }) => (
            <MenuSection key={id} id={id} {...(title === undefined ? { 'aria-label': label } : {})}>
              {title === undefined ? null : <Header className={styles['title']}>{title}</Header>}
              {choices.map((choice) => (
                <MenuItem
                  key={choice.id}
                  id={choice.id}
                  textValue={choice.label}
                  className={styles['item'] ?? ''}
                  onAction={choice.perform}
                >
                  {choice.icon === undefined ? null : <Icon name={choice.icon} />}
                  <span>{choice.label}</span>
                  {choice.isChosen === true ? <Icon name="check" className={styles['chosen'] ?? ''} /> : null}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
