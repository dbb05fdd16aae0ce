import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../app/api.js';
import { useMe } from '../../app/me.js';
import { changePreferences } from '../../app/preferences.js';
import { meQuery } from '../../app/session.js';
import { isLanguage, LANGUAGE_NAMES } from '../../texts/languages.js';
import { useSay } from '../../texts/use-texts.js';
import { Button } from '../../ui/button.js';
import { Field, Select } from '../../ui/field.js';
import styles from './profile.module.css';
import { Outcome, Section } from './section.js';

const MAX_NAME_LENGTH = 100;
const MAX_LINE_LENGTH = 100;
const MAX_PHONE_LENGTH = 40;

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

/** Name, language and time zone, for screens and mails alike. */
export function PersonSection() {
  const say = useSay();
  const me = useMe();
  const queries = useQueryClient();
  const [name, setName] = useState(me.name);
  const [phone, setPhone] = useState(me.phone ?? '');
  const [department, setDepartment] = useState(me.department ?? '');
  const [language, setLanguage] = useState<string>(me.language ?? '');
  const [timeZone, setTimeZone] = useState(me.time_zone ?? '');
  const save = useMutation({
    mutationFn: () =>
      answerOf(
        api.PUT('/api/v1/users/me', {
          body: {
            name: name.trim(),
            first_name: me.first_name,
            last_name: me.last_name,
            phone: orNull(phone),
            department: orNull(department),
            location: me.location,
            languages: me.languages,
            language: isLanguage(language) ? language : null,
            time_zone: orNull(timeZone),
          },
        }),
      ),
    onSuccess: (person) => {
      // The profile is for every browser: a choice for this one alone ends.
      changePreferences({ language: null });
      queries.setQueryData(meQuery.queryKey, person);
    },
  });
  return (
    <Section title={say('profile.person')} hint={say('profile.email', { email: me.email })}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Field
          label={say('profile.name')}
          autoComplete="name"
          dir="auto"
          required
          maxLength={MAX_NAME_LENGTH}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <Field
          label={say('profile.phone')}
          type="tel"
          autoComplete="tel"
          maxLength={MAX_PHONE_LENGTH}
          value={phone}
          onChange={({ target }) => setPhone(target.value)}
        />
        <Field
          label={say('profile.department')}
          dir="auto"
          autoComplete="off"
          maxLength={MAX_LINE_LENGTH}
          value={department}
          onChange={({ target }) => setDepartment(target.value)}
        />
        <Select
          label={say('app.language')}
          value={language}
          options={[
            { value: '', label: say('profile.language.any') },
            ...Object.entries(LANGUAGE_NAMES).map(([value, label]) => ({ value, label })),
          ]}
          onChange={({ target }) => setLanguage(target.value)}
        />
        <Select
          label={say('profile.zone')}
          value={timeZone}
          options={[
            { value: '', label: say('profile.zone.any') },
            ...zonesWith(timeZone).map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
          ]}
          onChange={({ target }) => setTimeZone(target.value)}
        />
        <span>
          <Button kind="primary" type="submit" isPending={save.isPending}>
            {say('profile.save')}
          </Button>
        </span>
        <Outcome error={save.error} done={save.isSuccess ? say('profile.saved') : null} />
      </form>
    </Section>
  );
}

/** The zones of the browser, and the chosen one even if the browser has another name for it. */
function zonesWith(chosen: string): readonly string[] {
  const zones = Intl.supportedValuesOf('timeZone');
  return chosen === '' || zones.includes(chosen) ? zones : [chosen, ...zones];
}
