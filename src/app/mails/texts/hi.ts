import type { Texts } from './texts.js';

export const hi: Texts = {
  greeting: 'नमस्ते {name},',
  footer: 'आपके हेल्प डेस्क Holdfast द्वारा भेजा गया।',
  'reply.hint': 'टिकट में कुछ जोड़ने के लिए इस मेल का उत्तर दें।',
  'footer.switchOff': 'ऐसे ईमेल अब नहीं चाहिए',
  open: '{number} खोलें',

  'assigned.subject': 'आपको सौंपा गया',
  'assigned.lead':
    '{number} आपको सौंपा गया है। कृपया इसे स्वीकार करें और {requester} को उत्तर दें। यहाँ आप जो चुनते हैं, वह करने से पहले पुष्टि माँगता है और उसके लिए साइन-इन की ज़रूरत नहीं है।',
  'action.accept': 'स्वीकार करें',
  'action.start': 'काम शुरू करें',
  'action.resolve': 'हल करें',
  'action.decline': 'अस्वीकार करें',
  'queued.subject': 'इस टिकट के लिए कोई उपलब्ध नहीं',
  'queued.lead':
    '{number} के लिए आवश्यक कौशल वाला कोई व्यक्ति खाली नहीं है। यह कतार में है और हर कुछ मिनट में फिर से दिया जाता है; आप इसे स्वयं भी सौंप सकते हैं।',
  'comment.subject': 'नई टिप्पणी',
  'comment.lead': '{author} ने {number} पर लिखा है:',
  'sla_warning.subject': 'SLA ख़तरे में ({promise})',
  'sla_warning.lead': '{number}: {promise} की समय-सीमा {due} है।',
  'sla_breached.subject': 'SLA का उल्लंघन ({promise})',
  'sla_breached.lead': '{number}: {promise} की समय-सीमा {due} थी और वह समय पर पूरी नहीं हुई।',
  'sla_escalated.subject': 'एस्केलेशन ({promise} में देरी)',
  'sla_escalated.lead': '{number}: {promise} में देरी है; एस्केलेशन का चरण {step} आ गया है।',
  'promise.firstResponse': 'पहला उत्तर',
  'promise.resolution': 'समाधान',

  'received.subject': 'हमें आपका टिकट मिल गया है',
  'received.lead':
    'इसका नंबर {number} है। हम इसके लिए सही व्यक्ति ढूँढ रहे हैं, और उत्तर आते ही आपको ईमेल मिलेगा। कुछ जोड़ना हो तो उस पर टिप्पणी करें।',
  'received.unproven':
    'जो लिखा गया था उसे हमने छोड़ दिया है: कुछ भी यह साबित नहीं करता कि ईमेल आपकी ओर से आया। यदि आपने हमें नहीं लिखा, तो इस ईमेल को अनदेखा करें।',
  'reply.subject': 'नया उत्तर',
  'reply.lead': '{author} ने {number} पर उत्तर दिया है:',
  'reminder.subject': 'हमें आपके उत्तर की प्रतीक्षा है',
  'reminder.lead': '{number} आपके उत्तर के बिना आगे नहीं बढ़ सकता। कृपया कुछ लिखें; एक टिप्पणी काफ़ी है।',
  'reminder.last':
    '{number} आपके उत्तर के बिना आगे नहीं बढ़ सकता। कृपया कुछ लिखें; इस अनुस्मारक का उत्तर न मिलने पर इसे हल हुआ माना जाएगा।',
  'resolved.subject': 'हल हो गया',
  'resolved.lead': '{number} हल हो गया है। यदि नहीं, तो इसे फिर से खोलें।',
  'resolved_unanswered.subject': 'आपके उत्तर के बिना हल माना गया',
  'resolved_unanswered.lead':
    '{number} के बारे में हमें आपसे कुछ सुनने को नहीं मिला, इसलिए हम इसे हल मानते हैं। यदि नहीं, तो इसे फिर से खोलें।',
  'cancelled.subject': 'रद्द किया गया',
  'cancelled.lead': '{number} रद्द कर दिया गया।',
  'cancelled.reason': 'कारण: {reason}',
  'merged.subject': 'दूसरे टिकट में जारी',
  'merged.lead':
    '{number} का विषय एक दूसरे टिकट जैसा ही है और काम वहाँ जारी रहेगा। हम वहाँ जो उत्तर देंगे, वह आपको भी भेजेंगे।',
  'merged.known':
    '{number} का विषय {other} जैसा ही है और काम वहाँ जारी रहेगा। हम वहाँ जो उत्तर देंगे, वह आपको भी भेजेंगे।',
  'gathered.subject.one': '{count} नई जानकारी',
  'gathered.subject.other': '{count} नई जानकारियाँ',
  'gathered.lead': '{number} पर एक मिनट में बहुत कुछ हुआ। यहाँ सब कुछ है, सबसे पुराना पहले।',

  'survey.question': 'आप समाधान से कितने संतुष्ट हैं?',
  'survey.scale': '1 का अर्थ है बहुत असंतुष्ट, 5 का अर्थ है बहुत संतुष्ट।',
  'survey.link': 'हमें यहाँ बताएँ',

  'fact.priority': 'प्राथमिकता',
  'fact.category': 'श्रेणी',
  'fact.requester': 'अनुरोधकर्ता',
  'fact.skills': 'कौशल',
  'fact.firstResponse': 'पहले उत्तर की समय-सीमा',
  'fact.resolution': 'समाधान की समय-सीमा',
  'fact.summary': 'सारांश',
  'fact.assignee': 'किसे सौंपा गया',
  'fact.nobody': 'कोई नहीं',

  'account.ignore': 'यदि आपने यह नहीं माँगा था, तो इस ईमेल को अनदेखा करें: कुछ नहीं बदलेगा।',
  'sign_in_code.subject': 'Holdfast के लिए आपका साइन-इन कोड',
  'sign_in_code.lead': 'साइन-इन करने के लिए यह कोड लिखें। यह एक बार के लिए, {until} तक मान्य है।',
  'registration_code.lead':
    'किसी ने, आशा है आपने ही, इस पते से खाता बनाया है और पासवर्ड चुना है। दोनों की पुष्टि करने और साइन-इन करने के लिए यह कोड {until} तक लिखें।',
  'sign_in_code.closing': 'इसे किसी को न बताएँ: हम इसे नहीं पूछते।',
  'password_reset.subject': 'Holdfast के लिए नया पासवर्ड चुनें',
  'password_reset.lead': 'नया पासवर्ड चुनने के लिए इस लिंक पर जाएँ। यह एक बार, {until} तक काम करता है।',
  'password_reset.link': 'नया पासवर्ड चुनें',
  'welcome.subject': 'Holdfast में आपका स्वागत है',
  'welcome.lead':
    'आपके लिए एक खाता बनाया गया है। साइन-इन के लिए पासवर्ड चुनें; यह लिंक एक बार, {until} तक काम करता है।',
  'welcome.link': 'पासवर्ड चुनें',
  'welcome.closing': 'यदि लिंक की अवधि समाप्त हो गई हो, तो साइन-इन पृष्ठ पर नया पासवर्ड माँगें।',
  'security.closing':
    'अगर यह आपने किया है, तो कुछ करने की ज़रूरत नहीं। अगर नहीं, तो साइन-इन पेज पर नया पासवर्ड माँगें, जिससे सभी सत्र और API कुंजियाँ समाप्त हो जाती हैं, और अपने प्रशासक को बताएँ।',
  'password_changed.subject': 'आपका Holdfast पासवर्ड बदला गया',
  'password_changed.lead': 'आपके खाते का पासवर्ड {at} को बदला गया।',
  'address_changed.subject': 'आपके Holdfast खाते का पता बदला गया',
  'address_changed.lead': 'आपके खाते का ई-मेल पता {at} को बदला गया। अब से हमारी मेल नए पते पर जाएगी।',
  'address_changed.closing': 'अगर यह आपने नहीं किया, तो अपने प्रशासक को बताएँ, जो इसे वापस बदल सकते हैं।',
  'api_key_created.subject': 'आपके Holdfast खाते के लिए नई API कुंजी',
  'api_key_created.lead':
    '{at} को आपके खाते के लिए एक API कुंजी बनाई गई, जो {prefix} से शुरू होती है। जिस प्रोग्राम के पास यह है, वह आपके नाम से काम करता है।',
  'api_key_created.closing': 'जिस API कुंजी को आप नहीं जानते, उसे रद्द किया जा सकता है।',
  'second_factor_added.subject': 'आपका Holdfast खाता दूसरा प्रमाण माँगता है',
  'second_factor_added.lead':
    '{at} को आपके खाते के लिए एक ऑथेंटिकेटर ऐप जोड़ा गया। अब से साइन इन करते समय उसका कोड माँगा जाएगा।',
  'second_factor_removed.subject': 'आपका Holdfast खाता अब दूसरा प्रमाण नहीं माँगता',
  'second_factor_removed.lead':
    'आपके खाते का दूसरा प्रमाण {at} को हटाया गया। अब से साइन इन करने के लिए पासवर्ड या मेल से भेजा गया कोड काफ़ी है।',

  'mail_refused.subject': 'आपका मेल स्वीकार नहीं हुआ',
  'mail_refused.unknown_sender':
    'हमारे हेल्प डेस्क को भेजा गया आपका मेल स्वीकार नहीं हुआ, क्योंकि हम आपके पते वाले किसी व्यक्ति को नहीं जानते। अपने खाते के पते से लिखें, या किसी और तरीके से खाता माँगें। आपके मेल का कुछ भी आगे नहीं भेजा गया।',
  'mail_refused.unverified_staff':
    'आपके नाम से एक मेल हम तक पहुँचा है, और हम निश्चित नहीं हो सके कि वह आपका है। उसमें कही कोई बात नहीं की गई। हमारे किसी मेल का उत्तर उसी पते पर दें जो वह उत्तरों के लिए बताता है, या साइन इन करें। यदि आपने हमें नहीं लिखा, तो किसी और ने आपके नाम से लिखा है: अपने व्यवस्थापक को बताएँ।',
  'mail_commands.subject': 'आपकी कही हर बात नहीं हुई',
  'mail_commands.lead': 'हमने {number} के बारे में आपका मेल पढ़ा है, लेकिन ये आदेश पूरे नहीं हुए:',

  'digest.subject': 'आज: {open} खुले, {breached} समय-सीमा पार, {endangered} एक दिन में देय',
  'digest.breached': 'समय-सीमा पार, और अब भी बाकी:',
  'digest.endangered': 'एक दिन में देय:',
  'digest.due': '{ticket} (देय: {due})',
  'digest.all': 'सभी',
  'digest.noTeam': 'बिना टीम',
  'digest.column.open': 'खुले',
  'digest.column.breached': 'समय-सीमा पार',
  'digest.column.endangered': '24 घंटे में देय',
  'digest.column.unassigned': 'असौंपे',
  'digest.column.waiting': 'प्रतीक्षा में',
  'repaired.subject.one': '{count} टिकट फिर से शुरू किया गया',
  'repaired.subject.other': '{count} टिकट फिर से शुरू किए गए',
  'repaired.repaired':
    'इनके वर्कफ़्लो नहीं मिले या बहुत जल्दी समाप्त हो गए थे। उन्हें फिर से शुरू किया गया है और वे वहीं से आगे बढ़ते हैं जहाँ टिकट थे।',
  'repaired.stuck': 'इन टिकटों के लिए जो होना है, वह कुछ समय से नहीं हुआ है; किसी को इन पर ध्यान देना होगा:',
  'refused.subject': '{name} तक मेल नहीं पहुँच रहा है',
  'refused.lead': 'मेल सर्वर {name} का पता स्थायी रूप से अस्वीकार कर रहा है। उन्हें टिकटों के बारे में अब मेल नहीं भेजे जाएँगे।',
  'refused.advice':
    'कोई प्रशासक पता ठीक कर सकता है, या यदि सर्वर ठीक किया गया हो तो कोई एक मेल फिर से भेज सकता है; दोनों में से किसी से भी यह समाप्त हो जाता है। उससे पहले आपको दोबारा सूचित नहीं किया जाएगा।',
  'refused.gone': 'कोई व्यक्ति जो अब यहाँ नहीं है',
  more: 'और {count} अन्य',
};
