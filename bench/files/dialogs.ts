import { execFileSync } from 'node:child_process';
import { startChromium } from '../../test/support/servers/chromium.js';

/** A dialog with an error, as a person would send its picture. */
interface Dialog {
  readonly language: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly code: string;
}

const dialog = (language: string, title: string, code: string, ...lines: readonly string[]): Dialog => ({
  ...{ language, title, code, lines },
});

/** Four in each language of Holdfast. */
const DIALOGS: readonly Dialog[] = [
  dialog('en', 'Remote access', 'VPN-4021', 'The connection to the gateway was closed.', 'Code: VPN-4021'),
  dialog('en', 'Windows Update', '0x80070005', 'The update could not be installed.', 'Error 0x80070005'),
  dialog('en', 'Printer', 'ERR_PAPER_JAM', 'Remove the paper from tray two.', 'ERR_PAPER_JAM'),
  dialog('en', 'Mail', 'HTTP 503', 'The mail server does not answer.', 'HTTP 503'),
  dialog('de', 'Anmeldung', '0x800704C9', 'Die Verbindung wurde verweigert.', 'Fehler 0x800704C9'),
  dialog('de', 'Drucker', 'ERR_NO_TONER', 'Der Toner ist leer, bitte ersetzen.', 'ERR_NO_TONER'),
  dialog('de', 'Kennwort', 'AADSTS50126', 'Das Kennwort ist ungültig.', 'AADSTS50126'),
  dialog('de', 'Netzwerk', 'NET-1203', 'Das Netzlaufwerk ist nicht verfügbar.', 'Code: NET-1203'),
  dialog('fr', 'Connexion', 'ERR_TIMED_OUT', 'Le serveur ne répond pas à temps.', 'ERR_TIMED_OUT'),
  dialog('fr', 'Imprimante', 'PRN-2044', 'Le bac à papier est vide.', 'Code : PRN-2044'),
  dialog('fr', 'Messagerie', 'HTTP 401', 'Votre mot de passe a expiré.', 'HTTP 401'),
  dialog('fr', 'Mise à jour', '0x80240022', 'La mise à jour a échoué.', 'Erreur 0x80240022'),
  dialog('es', 'Red', 'NET-7781', 'No se puede conectar con la red.', 'Código: NET-7781'),
  dialog('es', 'Impresora', 'ERR_NO_PAPER', 'La impresora no tiene papel.', 'ERR_NO_PAPER'),
  dialog('es', 'Correo', 'HTTP 550', 'El mensaje no se pudo enviar.', 'HTTP 550'),
  dialog('es', 'Acceso', '0x8007052E', 'La contraseña no es válida.', 'Error 0x8007052E'),
  dialog('pt', 'Rede', 'NET-3310', 'A ligação à rede foi interrompida.', 'Código: NET-3310'),
  dialog('pt', 'Impressora', 'ERR_OFFLINE_MODE', 'A impressora não está disponível.', 'ERR_OFFLINE_MODE'),
  dialog('pt', 'Correio', 'HTTP 404', 'A caixa de correio não existe.', 'HTTP 404'),
  dialog('pt', 'Atualização', '0x80073712', 'A atualização não foi concluída.', 'Erro 0x80073712'),
  dialog('hi', 'नेटवर्क', 'NET-5120', 'नेटवर्क से कनेक्शन टूट गया है।', 'NET-5120'),
  dialog('hi', 'प्रिंटर', 'PRN-1180', 'प्रिंटर में कागज नहीं है।', 'PRN-1180'),
  dialog('hi', 'लॉगिन', 'HTTP 403', 'आपका पासवर्ड सही नहीं है।', 'HTTP 403'),
  dialog('hi', 'मेल', 'MAIL-2207', 'संदेश नहीं भेजा जा सका।', 'MAIL-2207'),
];

export interface Drawn extends Dialog {
  readonly text: string;
  readonly picture: Buffer;
}

/** Draws the dialogs with Chromium. Without a font for Hindi, those are left out. */
export async function drawDialogs(limit: number): Promise<readonly Drawn[]> {
  const hasHindi = fonts(':lang=hi') !== '';
  const browser = await startChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 560, height: 240 } });
    const drawn: Drawn[] = [];
    for (const each of DIALOGS.filter(({ language }) => hasHindi || language !== 'hi').slice(0, limit)) {
      await page.setContent(pageOf(each));
      const text = [each.title, ...each.lines].join('\n');
      drawn.push({ ...each, text, picture: await page.screenshot() });
    }
    return drawn;
  } finally {
    await browser.close();
  }
}

function fonts(pattern: string): string {
  try {
    return execFileSync('fc-list', [pattern], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

function pageOf({ title, lines }: Dialog): string {
  return `<body style="margin:0;background:#d8d8d8;font:18px sans-serif">
<div style="margin:16px;background:#fff;border:1px solid #888"><div style="background:#eee;padding:8px 14px">${title}</div>
<div style="padding:18px 22px;line-height:32px">${lines.join('<br>')}</div></div></body>`;
}
