import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const hi: Translated<typeof en> = {
  'knowledge.search': 'लेखों में खोजें',
  'knowledge.failed': 'लेख लोड नहीं हो सके',
  'knowledge.failed-one': 'लेख लोड नहीं हो सका',
  'knowledge.empty': 'अभी कोई लेख नहीं है',
  'knowledge.empty.hint': 'मदद माँगें; लोग जवाब देते हैं।',
  'knowledge.none': 'कोई लेख मेल नहीं खाता',
  'knowledge.none.hint': '“{words}” के लिए कुछ नहीं मिला। दूसरे शब्द लें, या हमसे पूछें।',
  'knowledge.found': {
    one: '{count} लेख',
    other: '{count} लेख',
  },
  'knowledge.back': 'सभी लेख',
  'knowledge.back-to-form': 'अपने सवाल पर वापस',
  'knowledge.updated': 'बदला गया:',
  'knowledge.helped': 'क्या इससे मदद मिली?',
  'knowledge.solved': 'क्या इससे आपके सवाल का जवाब मिला?',
  'knowledge.answered': 'मेरे सवाल का जवाब मिल गया',
  'knowledge.yes': 'हाँ',
  'knowledge.no': 'नहीं',
  'knowledge.still-ask': 'मैं फिर भी पूछना चाहता हूँ',
  'knowledge.missing': 'क्या कमी है? (वैकल्पिक)',
  'knowledge.send': 'भेजें',
  'knowledge.thanks': 'धन्यवाद। इससे दूसरों को यह लेख मिलता है।',
  'knowledge.noted': 'धन्यवाद। लेखक इसे आपके नाम के बिना देखते हैं।',
};
