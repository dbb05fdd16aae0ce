import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const hi: Translated<typeof en> = {
  'compose.for': 'किसके लिए?',
  'compose.for.me': 'मेरे लिए',
  'compose.for.other': 'किसी और के लिए',
  'compose.requester': 'अनुरोधकर्ता',
  'compose.requester.missing': 'व्यक्ति चुनें, या टिकट अपने लिए खोलें।',
  'compose.subject': 'विषय',
  'compose.description': 'विवरण',
  'compose.type': 'प्रकार',
  'compose.tags': 'टैग',
  'compose.tags.hint': 'अल्पविराम से अलग करें।',
  'compose.auto': 'ट्रायाज चुनेगा',
  'compose.auto-assign': 'नियमों के अनुसार',
  'compose.create': 'टिकट खोलें',
  'compose.refused': 'यह नहीं खुला: {reason}',
  'compose.waiting': 'यह यहाँ रखा है और सर्वर मिलने पर खुलेगा।',
  'compose.kept': 'इस ब्राउज़र में रखा है',
  'compose.outbox': 'नया टिकट: {title}',
  'compose.opened': '{number} खुला है',
  'person.find': 'नाम या ई-मेल पता',
  'person.none': 'इस नाम या पते का कोई नहीं है।',
  'person.change': 'बदलें',
  'person.count': { one: '{count} व्यक्ति मिला', other: '{count} लोग मिले' },
};
