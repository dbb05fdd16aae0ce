import type { Texts } from './texts.js';

export const pt: Texts = {
  greeting: 'Olá, {name},',
  footer: 'Enviado pelo {desk}, seu serviço de suporte.',
  'reply.hint': 'Responda a este e-mail para acrescentar algo ao chamado.',
  'footer.switchOff': 'Não quero mais e-mails como este',
  open: 'Abrir {number}',

  'assigned.subject': 'Atribuído a você',
  'assigned.lead':
    '{number} foi atribuído a você. Aceite-o, por favor, e responda a {requester}. Cada botão abre uma página em que você confirma a ação. Não é preciso fazer login.',
  'action.accept': 'Aceitar',
  'action.start': 'Começar',
  'action.resolve': 'Resolver',
  'action.decline': 'Recusar',
  'action.person': 'Falar com uma pessoa',
  'action.reopen': 'Reabrir',
  'queued.subject': 'Ninguém livre para este chamado',
  'queued.lead':
    'Não há ninguém livre com os conhecimentos que {number} exige. Ele espera na fila e é oferecido de novo a cada poucos minutos; você também pode atribuí-lo manualmente.',
  'queued.byHandSubject': 'Um chamado espera a sua atribuição',
  'queued.byHand':
    '{number} espera na fila da sua equipe, cujos chamados o Holdfast não atribui automaticamente. Atribua-o manualmente, por favor.',
  'queued.reviewSubject': 'Uma triagem espera a sua confirmação',
  'queued.review':
    'A triagem de {number} não é segura o bastante. Confirme a proposta ou altere-a, por favor. Sem uma decisão, ela vale a partir de {time}, e então o Holdfast atribui o chamado.',
  'comment.subject': 'Novo comentário',
  'comment.lead': '{author} escreveu em {number}:',
  'sender.unproven':
    'Não conseguimos verificar se {author} escreveu isto: o e-mail não passou em nenhuma verificação de SPF, DKIM ou DMARC e não foi enviado a um endereço de resposta dessa pessoa.',
  'sla_warning.subject': 'SLA em risco ({promise})',
  'sla_warning.lead': '{number}: o prazo de {promise} vence em {due}.',
  'sla_breached.subject': 'SLA violado ({promise})',
  'sla_breached.lead': '{number}: o prazo de {promise} venceu em {due} e não foi cumprido.',
  'sla_escalated.subject': 'Escalado ({promise} em atraso)',
  'sla_escalated.lead': '{number}: {promise} em atraso; a etapa {step} do escalonamento foi atingida.',
  'sla_escalated.early.subject': 'Escalado ({promise} em risco)',
  'sla_escalated.early.lead':
    '{number}: o prazo de {promise} ainda não venceu, mas a etapa {step} do escalonamento foi atingida.',
  'hold_ended.subject': 'Fim da espera do chamado',
  'hold_ended.lead':
    'A espera de {number} terminou. O chamado está novamente em andamento e o relógio de SLA está correndo. Continue o trabalho, por favor.',
  'promise.firstResponse': 'primeira resposta',
  'promise.nextResponse': 'próxima resposta',
  'promise.resolution': 'solução',

  'received.subject': 'Recebemos seu chamado',
  'received.lead':
    'O número do seu chamado é {number}. Estamos procurando a pessoa certa, e você receberá um e-mail assim que houver uma resposta. Para acrescentar algo, escreva um comentário.',
  'received.unproven':
    'Não conseguimos verificar se este e-mail veio de você, por isso não o citamos aqui. Se você não nos escreveu, ignore este e-mail.',
  'reply.subject': 'Nova resposta',
  'reply.automatic': 'Uma resposta automática a {number}, da nossa base de conhecimento:',
  'reply.lead': '{author} respondeu em {number}:',
  'files.attached': 'Anexos deste e-mail:',
  'files.on_ticket': 'Arquivos no chamado:',
  'files.linked':
    'Baixe estes arquivos pelos links. Nenhuma senha é necessária. Os links funcionam até {until}:',
  'participant.note': 'Você recebe este e-mail porque está em cópia de {number}.',
  'reminder.subject': 'Aguardamos sua resposta',
  'reminder.lead':
    '{number} não pode avançar sem a sua resposta. Escreva-nos, por favor; um comentário basta.',
  'reminder.last':
    '{number} não pode avançar sem a sua resposta. Escreva-nos, por favor; sem resposta a este lembrete, vamos considerá-lo resolvido.',
  'resolved.subject': 'Resolvido',
  'resolved.lead': '{number} está resolvido. Se o seu problema continua, reabra-o.',
  'resolved_unanswered.subject': 'Resolvido sem a sua resposta',
  'resolved_unanswered.lead':
    'Não tivemos notícias suas sobre {number} e o consideramos resolvido. Se o seu problema continua, reabra-o.',
  'cancelled.subject': 'Cancelado',
  'cancelled.lead': '{number} foi cancelado.',
  'cancelled.reason': 'O motivo: {reason}',
  'merged.subject': 'Mesclado com outro chamado',
  'merged.lead':
    '{number} trata do mesmo problema que outro chamado, por isso mesclamos os dois. Você também recebe as nossas respostas nesse chamado.',
  'merged.known':
    '{number} trata do mesmo problema que {other}, por isso mesclamos os dois. Você também recebe as nossas respostas nesse chamado.',
  'gathered.subject.one': '{count} atualização',
  'gathered.subject.other': '{count} atualizações',
  'gathered.lead':
    'Aconteceu muita coisa em {number} em um minuto. Aqui está tudo, do mais antigo ao mais recente.',

  'survey.question': 'Qual é o seu grau de satisfação com a solução?',
  'survey.scale': '1 é muito insatisfeito, 5 é muito satisfeito.',
  'survey.link': 'Avaliar a solução',

  'fact.priority': 'Prioridade',
  'priority.low': 'baixa',
  'priority.medium': 'média',
  'priority.high': 'alta',
  'priority.urgent': 'urgente',
  'fact.category': 'Categoria',
  'fact.requester': 'Solicitante',
  'fact.skills': 'Conhecimentos',
  'fact.firstResponse': 'Primeira resposta até',
  'fact.nextResponse': 'Próxima resposta até',
  'fact.resolution': 'Solução até',
  'fact.summary': 'Resumo',
  'fact.assignee': 'Atribuído a',
  'fact.unassigned': 'sem responsável',

  'account.ignore': 'Se você não pediu isto, ignore este e-mail: nada muda.',
  'sign_in_code.subject': 'Seu código de acesso ao {desk}',
  'sign_in_code.lead': 'Digite este código para fazer login. Ele funciona uma única vez, até {until}.',
  'registration_code.lead':
    'Foi criada uma conta com senha para este endereço. Se foi você, digite este código para confirmar ambas e fazer login. Ele funciona até {until}.',
  'sign_in_code.closing': 'Não compartilhe este código. Nós nunca o pedimos.',
  'password_reset.subject': 'Escolha uma nova senha para o {desk}',
  'password_reset.lead':
    'Siga este link para escolher uma nova senha. Ele funciona uma única vez, até {until}.',
  'password_reset.link': 'Escolher uma nova senha',
  'welcome.subject': 'Boas-vindas ao {desk}',
  'welcome.lead':
    'Criamos uma conta para você. Escolha uma senha para fazer login. Este link funciona uma única vez, até {until}.',
  'welcome.link': 'Escolher uma senha',
  'welcome.closing': 'Se o link expirou, peça uma nova senha na página de login.',
  'security.closing':
    'Se foi você, não é preciso fazer nada. Se não foi, peça uma nova senha na página de login e avise o seu administrador. Uma nova senha encerra todas as sessões e revoga todas as chaves de API.',
  'password_changed.subject': 'A sua senha do {desk} foi alterada',
  'password_changed.lead': 'A senha da sua conta foi alterada em {at}.',
  'address_changed.subject': 'O endereço da sua conta do {desk} foi alterado',
  'address_changed.lead':
    'O endereço de e-mail da sua conta foi alterado em {at}. A partir de agora, enviamos os nossos e-mails ao novo endereço.',
  'address_changed.closing': 'Se não foi você, avise o seu administrador, que pode desfazer a alteração.',
  'address_code.subject': 'Seu código para confirmar este endereço no {desk}',
  'address_code.lead':
    'Digite este código para adicionar este endereço à sua conta. Ele funciona uma única vez, até {until}.',
  'address_added.subject': 'Um endereço foi adicionado à sua conta do {desk}',
  'address_added.lead':
    'O endereço {address} foi adicionado à sua conta em {at}. A partir de agora, os e-mails enviados dele contam como seus.',
  'address_added.closing': 'Se não foi você, avise o seu administrador, que pode removê-lo.',
  'address_removed.subject': 'Um endereço foi removido da sua conta do {desk}',
  'address_removed.lead':
    'O endereço {address} foi removido da sua conta em {at}. A partir de agora, os e-mails enviados dele não contam mais como seus.',
  'address_removed.closing': 'Se não foi você, altere a sua senha e adicione o endereço novamente.',
  'people_merged.subject': 'Duas contas do {desk} agora são uma só',
  'people_merged.lead':
    'Outra conta sua foi unida a esta em {at}. Os chamados, os comentários e os endereços dela agora pertencem a esta conta.',
  'people_merged.former_lead':
    'A conta com este endereço foi unida a outra conta sua em {at}. A partir de agora, faça login com a outra conta. O endereço dela também recebe os nossos e-mails.',
  'people_merged.closing':
    'Se estas contas não são da mesma pessoa, avise o seu administrador imediatamente. A união pode ser desfeita em até 24 horas.',
  'api_key_created.subject': 'Uma nova chave de API para a sua conta do {desk}',
  'api_key_created.lead':
    'Em {at} foi criada para a sua conta uma chave de API que começa com {prefix}. Um programa com esta chave pode agir em seu nome.',
  'api_key_created.closing': 'Se você não reconhece esta chave de API, revogue-a.',
  'second_factor_added.subject': 'A sua conta do {desk} agora tem um segundo fator',
  'second_factor_added.lead':
    'Em {at} foi configurado um aplicativo autenticador para a sua conta. A partir de agora, você precisa de um código desse aplicativo para fazer login.',
  'second_factor_removed.subject': 'A sua conta do {desk} não tem mais um segundo fator',
  'second_factor_removed.lead':
    'O segundo fator da sua conta foi removido em {at}. A partir de agora, uma senha ou um código enviado por e-mail basta para fazer login.',

  'settings_test.subject': 'E-mail de teste de {desk}',
  'settings_test.lead':
    '{desk} consegue enviar e-mails com a configuração atual. Você pediu este e-mail de teste e não precisa fazer nada.',

  'mail_refused.subject': 'Não aceitamos o seu e-mail',
  'mail_refused.unknown_sender':
    'Não aceitamos o seu e-mail ao nosso suporte, porque nenhuma conta tem o seu endereço. Escreva do endereço da sua conta, ou peça uma conta por outro meio. Não repassamos nada do seu e-mail.',
  'mail_refused.unverified_staff':
    'Recebemos um e-mail em seu nome e não conseguimos verificar se veio de você. Não fizemos o que ele pede. Responda a um dos nossos e-mails, no endereço de resposta dele, ou faça login. Se você não nos escreveu, outra pessoa usou o seu nome: avise o administrador.',
  'mail_refused.shown_address':
    'O endereço ao qual você respondeu foi mostrado ao solicitante de {number}, por isso não funciona mais. Não fizemos o que o seu e-mail pede. Abra {number} e escreva um comentário lá, ou responda ao próximo e-mail sobre ele. Se você não nos escreveu, outra pessoa usou o seu nome: avise o administrador.',
  'mail_commands.subject': 'Não conseguimos fazer tudo o que você pediu',
  'mail_commands.lead': 'Processamos o seu e-mail sobre {number}, mas estes comandos falharam:',
  'mail_told.quoting':
    'O seu e-mail sobre {number} virou uma nota interna. Ele parece citar um dos nossos e-mails, que pode conter o que o solicitante não deve ler. Para responder ao solicitante, escreva de novo sem a citação.',
  'mail_told.files':
    'Só a equipe pode ler estes arquivos do seu e-mail sobre {number}. Cada um pode conter um e-mail nosso, com notas e links que o solicitante não deve ter. Para enviar o conteúdo, anexe-o separadamente, por exemplo como imagem ou PDF:',

  'digest.subject': 'Hoje: {open} abertos, {breached} violados, {endangered} vencem em um dia',
  'digest.breached': 'Fora do prazo e ainda pendentes:',
  'digest.endangered': 'Vencem em um dia:',
  'digest.due': '{ticket} (vence em {due})',
  'digest.unheard':
    'E-mails desde {since} que não viraram chamado: {count} ({reasons}). Você pode transformar cada um em chamado.',
  'outcome.automatic': 'automático',
  'outcome.loop': 'loop de e-mails',
  'outcome.own_mail': 'e-mail nosso',
  'outcome.too_many': 'em excesso',
  'outcome.empty': 'vazio',
  'outcome.duplicate': 'duplicado',
  'outcome.unknown_sender': 'remetente desconhecido',
  'outcome.not_allowed': 'não permitido',
  'outcome.unverified_staff': 'equipe não verificada',
  'outcome.not_verified': 'não verificado',
  'outcome.unreadable': 'ilegível',
  'outcome.no_sender': 'sem remetente',
  'outcome.invalid_sender': 'remetente inválido',
  'outcome.unproven_sender': 'remetente não comprovado',
  'outcome.receipt_held': 'sem confirmação',
  'digest.unheard.open': 'Mostrar estes e-mails',
  'digest.all': 'todos',
  'digest.noTeam': 'sem equipe',
  'digest.column.open': 'abertos',
  'digest.column.breached': 'violados',
  'digest.column.endangered': 'vencem em 24 h',
  'digest.column.unassigned': 'sem atribuição',
  'digest.column.waiting': 'em espera',
  'repaired.subject.one': 'O workflow de {count} chamado foi reiniciado',
  'repaired.subject.other': 'Os workflows de {count} chamados foram reiniciados',
  'repaired.repaired':
    'Os workflows deles faltavam ou tinham terminado cedo demais. O Holdfast os reiniciou, e eles continuam a partir do estado atual de cada chamado.',
  'repaired.stuck':
    'As ações pendentes destes chamados não são executadas há algum tempo, por isso verifique-os, por favor:',
  'form_confirmation.subject': 'Confirme o seu pedido a {desk}',
  'form_confirmation.lead':
    'Este endereço foi indicado no formulário de contacto de {desk}. Leia o pedido e envie-o até {until}. Antes disso ninguém o vê, e depois é apagado.',
  'form_confirmation.link': 'Ler e enviar o pedido',
  'review.subject': 'Por favor, reveja: {title}',
  'review.lead': 'O artigo “{title}” devia ser revisto até {day}.',
  'review.advice': 'Corrija-o ou defina uma nova data de revisão. Arquive-o se já não for necessário.',
  'webhook.subject': 'O webhook para {host} está desativado',
  'webhook.gone': 'O servidor {host} respondeu que já não aceita este webhook (410). O Holdfast desativou-o.',
  'webhook.failing': 'Nenhum evento chegou a {host} nos últimos {days} dias. O Holdfast desativou o webhook.',
  'webhook.advice':
    'Repare o servidor e ative o webhook novamente. Uma recuperação envia então os eventos perdidos. Elimine o webhook se já não for necessário.',
  'refused.subject': 'Os e-mails não chegam a {name}',
  'refused.lead':
    'O servidor de e-mail recusa definitivamente o endereço de {name}. O Holdfast não envia mais e-mails sobre chamados a esse endereço.',
  'refused.advice':
    'Um administrador pode corrigir o endereço. Se o servidor de e-mail é que foi consertado, ele pode reenviar um dos e-mails. Até lá, você não recebe outro aviso sobre este endereço.',
  'refused.gone': 'uma conta excluída',
  more: 'e mais {count}',
};
