import type { Translated } from '../../../../texts/texts.js';
import type { en } from './en.js';

export const hi: Translated<typeof en> = {
  'factor.title': 'टू-फ़ैक्टर प्रमाणीकरण',
  'factor.hint': 'आपके फ़ोन पर एक ऑथेंटिकेटर ऐप। साइन इन करने के लिए तब उसका कोड चाहिए।',
  'factor.required': 'आपकी भूमिका के लिए यहाँ टू-फ़ैक्टर प्रमाणीकरण चाहिए। बाकी कंसोल के लिए इसे सेट करें।',
  'factor.go': 'टू-फ़ैक्टर प्रमाणीकरण सेट करें',
  'factor.password': 'वर्तमान पासवर्ड',
  'factor.password.hint': 'अगर आपके खाते का पासवर्ड नहीं है, तो खाली छोड़ें।',
  'factor.start': 'ऐप सेट करें',
  'factor.secret': 'ऐप के लिए कुंजी',
  'factor.secret.hint': 'यह कुंजी ऐप में लिखें, या अगर ऐप इसी उपकरण पर है तो यहाँ से खोलें।',
  'factor.open': 'ऐप में खोलें',
  'factor.copy-key': 'कुंजी कॉपी करें',
  'factor.copied': 'कॉपी हो गया।',
  'factor.code': 'ऐप में दिख रहा कोड',
  'factor.confirm': 'चालू करें',
  'factor.again': 'फिर से शुरू करें',
  'factor.codes': 'रिकवरी कोड',
  'factor.codes.once':
    'टू-फ़ैक्टर प्रमाणीकरण चालू है। ये कोड सुरक्षित रखें: हर कोड एक बार ऐप के बिना साइन इन कराता है। ये केवल अभी दिखते हैं।',
  'factor.copy-codes': 'कोड कॉपी करें',
  'factor.kept': 'मैंने इन्हें रख लिया है',
  'factor.since': 'चालू है, तब से:',
  'factor.left': { one: '{count} रिकवरी कोड बचा है।', other: '{count} रिकवरी कोड बचे हैं।' },
  'factor.few': 'नए कोड पाने के लिए इसे हटाएँ और फिर से सेट करें।',
  'factor.remove-code': 'ऐप का कोड, या कोई रिकवरी कोड',
  'factor.remove': 'टू-फ़ैक्टर प्रमाणीकरण हटाएँ',
  'factor.removed': 'हट गया। साइन इन के लिए कोड नहीं चाहिए।',
};
