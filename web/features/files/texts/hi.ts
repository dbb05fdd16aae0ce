import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const hi: Translated<typeof en> = {
  'files.title': 'फ़ाइलें',
  'files.attach': 'फ़ाइलें जोड़ें',
  'files.attach.hint': 'फ़ाइलें जोड़ें। उन्हें खींचकर या चिपकाकर भी जोड़ सकते हैं।',
  'files.photo': 'फ़ोटो लें',
  'files.too-many': 'अधिकतम {count} फ़ाइलें जोड़ी जा सकती हैं।',
  'files.sending': '{name} अपलोड हो रही है',
  'files.cancel': '{name} रद्द करें',
  'files.remove': '{name} हटाएँ',
  'files.failed': 'अपलोड नहीं हुई। फिर कोशिश करें।',
  'files.rejected': 'वायरस स्कैनर ने अस्वीकार किया: {reason}',
  'files.state.stored': 'अपलोड हुई',
  'files.state.scanning': 'वायरस जाँच हो रही है',
  'files.state.analysing': 'पाठ पढ़ा जा रहा है',
  'files.state.ready': 'तैयार',
  'files.preview': '{name} का पूर्वावलोकन',
  'files.read': 'जो पढ़ा गया',
  'files.read.nothing': 'कोई पाठ नहीं मिला।',
  'files.wait': 'फ़ाइलें अभी अपलोड हो रही हैं या भेजी नहीं जा सकतीं।',
  'files.drop': 'फ़ाइलें यहाँ छोड़ें',
  'files.kilobytes': '{size} KB',
  'files.megabytes': '{size} MB',
};
