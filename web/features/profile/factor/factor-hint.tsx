import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '../../../ui/button-link.js';
import { mustSetUp } from './factor-state.js';
import { factorQuery } from './queries.js';
import { FactorTexts, useFactorSay } from './texts/texts.js';

/** Where something was forbidden: the way to the second factor, if that is what is missing. */
export function FactorHint() {
  const { data } = useQuery(factorQuery);
  return data !== undefined && mustSetUp(data) ? (
    <FactorTexts>
      <Way />
    </FactorTexts>
  ) : null;
}

function Way() {
  const t = useFactorSay();
  return (
    <ButtonLink kind="primary" to="/profile">
      {t('factor.go')}
    </ButtonLink>
  );
}
