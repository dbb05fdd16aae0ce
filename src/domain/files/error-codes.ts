const MAX_CODES = 20;

/** Codes as programs show them: Windows (`0x80070005`), Chromium (`ERR_TIMED_OUT`), vendors (`VPN-4021`), numbers. */
const CODES: readonly RegExp[] = [
  /\b0[xX][\da-fA-FOoIl]{4,8}\b/gu,
  /\b(?:[A-Z]{2,12}_){1,6}[A-Z\d]{2,20}\b/gu,
  /\b[A-Z]{2,8}-\d{3,6}\b/gu,
  /\b(?:STOP|HTTP|SQLSTATE|ORA|AADSTS)[ :-]?\d{3,8}\b/gu,
  /\b(?:error|errno|code|fehler|fehlercode|erreur|código|codigo|erro|त्रुटि|कोड)[ :#=(]{1,3}(-?\d{2,6})\b/giu,
];

/** Returns the error codes in a text, in their order, each once. */
export function errorCodesIn(text: string): readonly string[] {
  const found = CODES.flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ({ 0: whole, 1: code, index }) => ({ index, code: code ?? whole })),
  );
  const codes = found.toSorted((a, b) => a.index - b.index).map(({ code }) => normal(code));
  return [...new Set(codes)].slice(0, MAX_CODES);
}

/** OCR takes a zero for an O in hexadecimal numbers. */
function normal(code: string): string {
  if (!/^0x/iu.test(code)) return code;
  return `0x${code.slice(2).replaceAll(/[Oo]/gu, '0').replaceAll(/[Il]/gu, '1').toUpperCase()}`;
}
