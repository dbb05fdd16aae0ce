const FONT =
  "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,'Noto Sans',sans-serif";

export const TEXT = `${FONT};color:#0f172a;font-size:16px;line-height:24px;margin:0 0 16px`;
export const DIM = `${FONT};color:#475569;font-size:14px;line-height:20px;font-weight:600`;
export const LINK = 'color:#1d4ed8;text-decoration:underline';
export const BOX = `${FONT};color:#0f172a;font-size:15px;line-height:23px;padding:12px 16px`;
export const BUTTON = `${FONT};display:inline-block;min-width:60px;padding:12px 18px;text-align:center;color:#ffffff;font-size:15px;line-height:20px;font-weight:600;text-decoration:none;border-radius:6px`;
export const BUTTON_GAP = 'width:8px;font-size:0;line-height:0';

/**
 * Styles that elements cannot have: dark mode, and narrow screens.
 * Programs that drop it show light colours.
 */
export const STYLE_SHEET = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background-color: #0b1120 !important; }
  .card { background-color: #1e293b !important; }
  .box { background-color: #334155 !important; }
  .text { color: #e2e8f0 !important; }
  .dim { color: #cbd5e1 !important; }
  .link { color: #93c5fd !important; }
  .score { border-color: #94a3b8 !important; }
}
@media (max-width: 480px) {
  .card { padding: 20px 16px !important; }
}
`;
