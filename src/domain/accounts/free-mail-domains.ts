/** Providers with a name in many countries. */
const IN_MANY_COUNTRIES = {
  yahoo:
    'com ca de es fr ie in it ro se co.uk co.in co.id co.jp co.nz com.ar com.au com.br com.mx com.ph com.sg com.tr com.tw com.vn',
  hotmail: 'com be de es fr it nl se co.uk com.ar com.br com.mx',
  live: 'com be ca cn de dk es fr ie in it jp nl no se co.uk co.za com.ar com.au com.mx com.pt',
  outlook:
    'com at be cl cz de dk es fr ie in it jp kr pt sa sk co.id co.th com.ar com.au com.br com.gr com.tr com.vn',
  gmx: 'at ch com de es eu fr li net org us co.uk',
  yandex: 'by com kz ru ua',
} as const;

const OTHERS = `
163.com 126.com aim.com aol.com arcor.de att.net bellsouth.net bigpond.com bk.ru bluewin.ch bol.com.br btinternet.com
charter.net comcast.net cox.net daum.net disroot.org duck.com earthlink.net email.com email.cz fastmail.com fastmail.fm
foxmail.com free.fr freemail.hu freenet.de gmail.com googlemail.com hanmail.net hey.com hushmail.com icloud.com ig.com.br
inbox.ru interia.pl juno.com laposte.net libero.it list.ru mac.com mail.com mail.de mail.ru mailbox.org me.com msn.com
naver.com neuf.fr ntlworld.com o2.pl online.de onet.pl op.pl optonline.net orange.fr pm.me posteo.de posteo.net proton.me
protonmail.ch protonmail.com qq.com rambler.ru rediffmail.com riseup.net rocketmail.com sapo.pt sbcglobal.net seznam.cz sfr.fr
shaw.ca sina.com sky.com sohu.com t-online.de talktalk.net telenet.be terra.com.br tiscali.it tuta.com tuta.io tutamail.com
tutanota.com tutanota.de uol.com.br verizon.net virgilio.it virginmedia.com wanadoo.fr web.de wp.pl yahoodns.net yeah.net
ymail.com zoho.com zohomail.com ziggo.nl
`;

/** Domains at which anybody can have an address, so that an address there shows no organisation. */
export const FREE_MAIL_DOMAINS: ReadonlySet<string> = new Set([
  ...Object.entries(IN_MANY_COUNTRIES).flatMap(([name, endings]) =>
    endings.split(' ').map((ending) => `${name}.${ending}`),
  ),
  ...OTHERS.trim().split(/\s+/u),
]);
