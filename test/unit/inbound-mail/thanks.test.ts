import { describe, expect, it } from '@jest/globals';
import { isThanksOnly } from '../../../src/domain/inbound-mail/kind/thanks.js';
import { startCpuClock } from '../../support/cpu-clock.js';

const NAMES = ['Alice Example', 'Bob Miller'];

describe('an answer that only says thanks', () => {
  it.each([
    'Danke!',
    'Thanks, works now',
    'Thank you so much!!',
    'THANKS',
    'thx :-)',
    '👍',
    '🙏🏽❤️',
    'Perfect, thank you Bob.',
    "Great, it's working again. Thanks again!",
    'Hi Bob,\n\nmany thanks for your quick help.\n\nKind regards\nAlice',
    'That did the trick, thanks!',
    'Yes, all good now. Have a nice day!',
    'Problem solved, you can close the ticket.',
    'Thanks,\nAlice',
    'Thanks for your support',
    'I can confirm it works, thanks',
    'Danke, geht wieder!',
    'Ok',
    'Vielen Dank, jetzt geht es.',
    'Vielen herzlichen Dank für die schnelle Hilfe!\n\nMit freundlichen Grüßen\nDr. Kim von Lee\nExample GmbH',
    'Super, funktioniert wieder. Schönen Tag!',
    'Merci beaucoup, ça marche.',
    'Muchas gracias por su ayuda',
    '¡Gracias! Ya está solucionado.',
    'Muito obrigada!',
    'Grazie mille, tutto risolto.',
    'Bedankt, het werkt!',
    'Tack så mycket för hjälpen!',
    'Tusen takk',
    'Mange tak, det virker nu',
    'Kiitos paljon!',
    'Dziękuję bardzo za pomoc',
    'Děkuji moc!',
    'Ďakujem veľmi pekne',
    'Hvala puno',
    'Köszönöm szépen',
    'Mulțumesc foarte mult',
    'Большое спасибо, всё работает!',
    'Дуже дякую',
    'Ευχαριστώ πολύ',
    'Çok teşekkür ederim',
    'תודה רבה',
    'شكرا جزيلا',
    'बहुत धन्यवाद',
    'Terima kasih banyak',
    'Cảm ơn bạn',
    'ありがとうございました。',
    '谢谢，已经解决了！',
    '非常感谢您的帮助',
    '감사합니다',
    'ขอบคุณมากครับ',
    'Alles klar, danke',
    'Dank je wel',
    'Takk skal du ha!',
    'Mulțumesc mult, merge',
    'No further questions, thanks',
  ])('is %j', (text) => {
    expect(isThanksOnly(text, NAMES)).toBe(true);
  });

  it.each([
    '',
    'Still broken',
    'Thanks, but it is still broken',
    'Thanks, does it work for you?',
    'Thanks! One more thing: the fax.',
    'It does not work.',
    "It isn't working",
    'Works on cable, thanks.',
    'Thanks, error 0x80070005 now',
    'Thanks, see https://example.org/log',
    'Thanks for nothing',
    'Thanks, I have it again',
    'no',
    '👎',
    '😡 Thanks',
    'Hi Bob,',
    'Alice',
    'Help me! Thanks',
    'Can you help? Thanks',
    'Hilfe! Danke',
    'Ayuda, gracias',
    'Danke, das Problem ist wieder da',
    'Danke, es ist wieder',
    'Thanks,\nNo',
    'Danke, geht aber nicht',
    'Danke, aber der Drucker ist wieder kaputt',
    'Danke. Geht immer noch nicht.\n\nGruß\nAlice',
    'Danke!\nViele Grüße\nEs geht doch nicht',
    'Merci, mais ça ne marche pas',
    'Gracias, pero no funciona',
    'Obrigado, mas não funcionou',
    'Grazie, ma non funziona',
    'Bedankt, maar het werkt niet',
    'Спасибо, но не работает',
    'Dziękuję, ale nie działa',
    'Kiitos, mutta ei toimi',
    'Teşekkürler ama çalışmıyor',
    'ありがとうございます。まだ動きません。',
    '谢谢，还是不行',
    '감사합니다. 아직 안됩니다.',
    'ขอบคุณ แต่ยังใช้ไม่ได้',
    'धन्यवाद, लेकिन काम नहीं कर रहा',
    'شكرا لكن لا يعمل',
    `Thanks ${'so much '.repeat(100)}`,
  ])('is not %j', (text) => {
    expect(isThanksOnly(text, NAMES)).toBe(false);
  });

  it('takes no time over a long one', () => {
    const cpuMs = startCpuClock();
    for (const text of [
      `thanks ${'! '.repeat(200_000)}`,
      `${'\n'.repeat(200_000)}thanks`,
      ':)'.repeat(200_000),
    ]) {
      isThanksOnly(text, NAMES);
    }
    expect(cpuMs()).toBeLessThan(1_000);
  });
});
