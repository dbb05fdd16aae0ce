import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const hi: Translated<typeof en> = {
  'sign-in.title': '{desk} में साइन इन',
  'sign-in.lead': 'यहाँ कोई टिकट नहीं खोता, कोई मसौदा भी नहीं।',
  'sign-in.email': 'ई-मेल पता',
  'sign-in.password': 'पासवर्ड',
  'sign-in.code': 'मेल का कोड',
  'sign-in.code.hint': 'यदि इस पते का खाता है, तो छह अंकों की मेल मिलेगी। वे दस मिनट चलते हैं।',
  'sign-in.factor': 'आपके ऑथेंटिकेटर ऐप का कोड',
  'sign-in.factor.hint': 'या आपका कोई रिकवरी कोड।',
  'sign-in.button': 'साइन इन',
  'sign-in.send-code': 'इसके बजाय मुझे मेल से कोड भेजें',
  'sign-in.with-password': 'इसके बजाय पासवर्ड से साइन इन करें',
  'sign-in.wrong': 'पता या पासवर्ड गलत है।',
  'sign-in.wrong-code': 'कोड गलत, प्रयुक्त या समाप्त है। नया माँगें।',
  'sign-in.too-many': 'बहुत प्रयास हुए। कुछ मिनट रुकें।',
  'sign-in.demo': 'डेमो खाते',
  'sign-in.demo.only': 'केवल विकास',
  'sign-in.demo.failed': 'यह खाता अभी साइन इन नहीं कर सकता।',
  'sign-in.again': 'आपका सत्र समाप्त हो गया',
  'sign-in.again.hint': 'जारी रखने के लिए फिर साइन इन करें। आपने जो लिखा वह सुरक्षित है।',
};
