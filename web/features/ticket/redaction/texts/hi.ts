import type { Translated } from '../../../../texts/texts.js';
import type { en } from './en.js';

export const hi: Translated<typeof en> = {
  'redact.options': 'इस संदेश के विकल्प',
  'redact.choice': 'पाठ या फ़ाइल छिपाएँ',
  'redact.title': 'संदेश का पाठ छिपाएँ',
  'redact.what': 'क्या छिपाना है?',
  'redact.a-text': 'एक पाठ',
  'redact.file': 'फ़ाइल {name}',
  'redact.text': 'सटीक पाठ',
  'redact.text.hint': 'कम से कम चार अक्षर, वही बड़े-छोटे अक्षर और वही खाली जगह।',
  'redact.found': { one: 'इस संदेश में {count} बार।', other: 'इस संदेश में {count} बार।' },
  'redact.whole': 'पूरा संदेश लें',
  'redact.effect.text':
    'संदेश में यह पाठ हर जगह तुरंत “[redacted]” बन जाता है। फिर Holdfast इसे पुराने संस्करणों, इस टिकट और जोड़े या अलग किए गए टिकटों के दूसरे संदेशों, गतिविधि लॉग, सहेजे गए मेल, निर्यात और लेखों से हटाता है।',
  'redact.effect.file':
    'फ़ाइल संदेश से तुरंत मिट जाती है। फिर Holdfast इस टिकट और जोड़े या अलग किए गए टिकटों पर वही सामग्री वाली फ़ाइलें मिटाता है, और वह सहेजा गया मेल भी जिसमें फ़ाइल आई थी।',
  'redact.final': 'इसे वापस नहीं किया जा सकता। भेजे जा चुके मेल वापस नहीं आते।',
  'redact.back': 'वापस',
  'redact.do-text': 'पाठ छिपाएँ',
  'redact.do-file': 'फ़ाइल मिटाएँ',
  'redact.running': {
    one: 'अब तक {count} जगह छिपाया गया। आप इसे बंद कर सकते हैं: परिणाम गतिविधि लॉग में आएगा।',
    other: 'अब तक {count} जगहों पर छिपाया गया। आप इसे बंद कर सकते हैं: परिणाम गतिविधि लॉग में आएगा।',
  },
  'redact.done': { one: '{count} जगह छिपाया गया।', other: '{count} जगहों पर छिपाया गया।' },
  'redact.failed': 'छिपाना पूरा होने से पहले रुक गया। वही फिर से छिपाएँ।',
  'redact.unreachable': 'सर्वर उत्तर नहीं दे रहा। छिपाना वहाँ जारी है।',
  'redact.left': {
    one: '{count} फ़ाइल में यह पाठ है और वह बदली नहीं गई। उसे फ़ाइल के रूप में छिपाएँ।',
    other: '{count} फ़ाइलों में यह पाठ है और वे बदली नहीं गईं। हर एक को फ़ाइल के रूप में छिपाएँ।',
  },
  'redact.close': 'बंद करें',
  'place.comments': { one: 'संदेशों का {count} पाठ', other: 'संदेशों के {count} पाठ' },
  'place.tickets': { one: 'टिकटों का {count} पाठ', other: 'टिकटों के {count} पाठ' },
  'place.activities': { one: 'गतिविधि लॉग की {count} प्रविष्टि', other: 'गतिविधि लॉग की {count} प्रविष्टियाँ' },
  'place.mails': { one: '{count} मेल', other: '{count} मेल' },
  'place.raw_mails_rewritten': { one: '{count} प्राप्त मेल, बदला गया', other: '{count} प्राप्त मेल, बदले गए' },
  'place.raw_mails_removed': { one: '{count} प्राप्त मेल, मिटाया गया', other: '{count} प्राप्त मेल, मिटाए गए' },
  'place.files_removed': { one: '{count} फ़ाइल', other: '{count} फ़ाइलें' },
  'place.exports_removed': { one: '{count} निर्यात', other: '{count} निर्यात' },
  'place.articles': { one: 'लेखों का {count} पाठ', other: 'लेखों के {count} पाठ' },
};
