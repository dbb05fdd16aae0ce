/** The style of the chat. The policy of the page names it by its hash. */
export const STYLE = `
  :root { color-scheme: light dark; --text: #0f172a; --back: #fff; --soft: #f1f5f9; --line: #cbd5e1; --dim: #475569;
    --link: #1d4ed8; --own: #1d4ed8; --own-text: #fff; --no: #b91c1c; }
  @media (prefers-color-scheme: dark) {
    :root { --text: #e2e8f0; --back: #0f172a; --soft: #1e293b; --line: #475569; --dim: #cbd5e1; --link: #93c5fd;
      --own: #1e40af; --own-text: #fff; --no: #f87171; }
  }
  * { box-sizing: border-box; }
  [hidden] { display: none !important; }
  html, body { height: 100%; margin: 0; }
  body { font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); overflow-wrap: anywhere; }
  main { height: 100%; max-width: 40rem; margin: 0 auto; padding: .75rem 1rem; display: flex; flex-direction: column; gap: .5rem; }
  header { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; border-bottom: 1px solid var(--line); }
  h1 { font-size: 1.125rem; margin: 0; padding-bottom: .5rem; }
  #number { color: var(--dim); font-size: .875rem; }
  p { margin: 0; }
  a, summary { color: var(--link); }
  summary { cursor: pointer; padding: .5rem 0; }
  #log { flex: 1; min-height: 4rem; overflow-y: auto; padding: .25rem; display: flex; flex-direction: column; gap: .5rem; }
  #log > div { max-width: 85%; padding: .5rem .75rem; border-radius: .75rem; background: var(--soft); align-self: flex-start; }
  #log > div.own { align-self: flex-end; background: var(--own); color: var(--own-text); }
  .head { font-size: .8125rem; opacity: .95; }
  .words { white-space: pre-wrap; }
  #typing { min-height: 1.5rem; color: var(--dim); font-size: .875rem; }
  [role=alert] { border-left: .25rem solid var(--no); padding-left: .75rem; }
  label { display: block; margin: .5rem 0 .25rem; font-weight: 600; }
  input, textarea { font: inherit; width: 100%; padding: .5rem; color: inherit; background: var(--back); border: 1px solid var(--dim); border-radius: .375rem; }
  textarea { resize: none; display: block; }
  button { font: inherit; font-weight: 600; margin-top: .5rem; padding: .5rem 1.25rem; min-height: 2.75rem; color: #fff;
    background: #1d4ed8; border: 0; border-radius: .375rem; cursor: pointer; }
  :focus-visible { outline: .1875rem solid var(--link); outline-offset: .125rem; }
`;
