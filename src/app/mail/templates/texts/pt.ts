import type { Texts } from './texts.js';

export const pt: Texts = {
  greeting: 'Olá, {name},',
  footer: 'Enviado pelo Holdfast, seu serviço de suporte.',
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
  'action.reopen': 'Reabrir',
  'queued.subject': 'Ninguém livre para este chamado',
  'queued.lead':
    'Não há ninguém livre com os conhecimentos que {number} exige. Ele espera na fila e é oferecido de novo a cada poucos minutos; você também pode atribuí-lo manualmente.',
  'queued.byHandSubject': 'Um chamado espera a sua atribuição',
  'queued.byHand':
    '{number} espera na fila da sua equipe, cujos chamados o Holdfast não atribui automaticamente. Atribua-o manualmente, por favor.',
  'comment.subject': 'Novo comentário',
  'comment.lead': '{author} escreveu em {number}:',
  'sender.unproven':
    'Não conseguimos verificar se {author} escreveu isto: o e-mail não passou em nenhuma verificação de SPF, DKIM ou DMARC e não foi enviado a um endereço de resposta dessa pessoa.',
  'sla_warning.subject': 'SLA em risco ({promise})',
  'sla_warning.lead': '{number}: {promise} vence em {due}.',
  'sla_breached.subject': 'SLA violado ({promise})',
  'sla_breached.lead': '{number}: {promise} vencia em {due} e não foi cumprida a tempo.',
  'sla_escalated.subject': 'Escalado ({promise} em atraso)',
  'sla_escalated.lead': '{number}: {promise} em atraso; o passo {step} do escalonamento foi atingido.',
  'promise.firstResponse': 'primeira resposta',
  'promise.resolution': 'solução',

  'received.subject': 'Recebemos seu chamado',
  'received.lead':
    'O número dele é {number}. Estamos procurando a pessoa certa, e você receberá um e-mail assim que houver uma resposta. Para acrescentar algo, escreva um comentário.',
  'received.unproven':
    'Não conseguimos verificar se este e-mail veio de você, por isso não o citamos aqui. Se você não nos escreveu, ignore este e-mail.',
  'reply.subject': 'Nova resposta',
  'reply.lead': '{author} respondeu em {number}:',
  'files.attached': 'Anexos deste e-mail:',
  'files.on_ticket': 'Arquivos no ticket:',
  'files.linked':
    'Salve estes arquivos pelos links. Nenhuma senha é necessária, e os links funcionam até {until}:',
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
    'Não tivemos notícias suas sobre {number} e o consideramos resolvido. Se não estiver, reabra-o.',
  'cancelled.subject': 'Cancelado',
  'cancelled.lead': '{number} foi cancelado.',
  'cancelled.reason': 'O motivo: {reason}',
  'merged.subject': 'Unido a outro chamado',
  'merged.lead':
    '{number} trata do mesmo problema que outro chamado, por isso unimos os dois. Você também recebe as nossas respostas nesse chamado.',
  'merged.known':
    '{number} trata do mesmo problema que {other}, por isso unimos os dois. Você também recebe as nossas respostas nesse chamado.',
  'gathered.subject.one': '{count} novidade',
  'gathered.subject.other': '{count} novidades',
  'gathered.lead':
    'Aconteceu muita coisa em {number} em um minuto. Aqui está tudo, do mais antigo ao mais recente.',

  'survey.question': 'Qual é a sua satisfação com a solução?',
  'survey.scale': '1 é muito insatisfeito, 5 é muito satisfeito.',
  'survey.link': 'Avaliar a solução',

  'fact.priority': 'Prioridade',
  'fact.category': 'Categoria',
  'fact.requester': 'Solicitante',
  'fact.skills': 'Conhecimentos',
  'fact.firstResponse': 'Primeira resposta até',
  'fact.resolution': 'Solução até',
  'fact.summary': 'Resumo',
  'fact.assignee': 'Atribuído a',
  'fact.unassigned': 'sem responsável',

  'account.ignore': 'Se você não pediu isto, ignore este e-mail: nada muda.',
  'sign_in_code.subject': 'Seu código de acesso ao Holdfast',
  'sign_in_code.lead': 'Digite este código para entrar. Ele vale para um único acesso, até {until}.',
  'registration_code.lead':
    'Foi criada uma conta com senha para este endereço. Se foi você, digite este código para confirmar ambas e entrar. Ele vale até {until}.',
  'sign_in_code.closing': 'Não o conte a ninguém: nós não o pedimos.',
  'password_reset.subject': 'Escolha uma nova senha para o Holdfast',
  'password_reset.lead': 'Siga este link para escolher uma nova senha. Ele funciona uma vez, até {until}.',
  'password_reset.link': 'Escolher uma nova senha',
  'welcome.subject': 'Bem-vindo ao Holdfast',
  'welcome.lead':
    'Há uma conta para você. Escolha uma senha para entrar; este link funciona uma vez, até {until}.',
  'welcome.link': 'Escolher uma senha',
  'welcome.closing': 'Se o link expirou, peça uma nova senha na página de acesso.',
  'security.closing':
    'Se foi você, não é preciso fazer nada. Se não foi, peça uma nova senha na página de entrada, o que encerra todas as sessões e chaves de API, e avise o seu administrador.',
  'password_changed.subject': 'A sua senha do Holdfast foi alterada',
  'password_changed.lead': 'A senha da sua conta foi alterada em {at}.',
  'address_changed.subject': 'O endereço da sua conta do Holdfast foi alterado',
  'address_changed.lead':
    'O endereço de e-mail da sua conta foi alterado em {at}. A partir de agora as nossas mensagens vão para o novo.',
  'address_changed.closing': 'Se não foi você, avise o seu administrador, que pode desfazer a alteração.',
  'api_key_created.subject': 'Uma nova chave de API para a sua conta do Holdfast',
  'api_key_created.lead':
    'Em {at} foi criada para a sua conta uma chave de API que começa com {prefix}. Um programa que a tenha age em seu nome.',
  'api_key_created.closing': 'Uma chave de API que você não conhece pode ser revogada.',
  'second_factor_added.subject': 'A sua conta do Holdfast pede um segundo fator',
  'second_factor_added.lead':
    'Em {at} foi configurado um aplicativo autenticador para a sua conta. A partir de agora um código dele é pedido ao entrar.',
  'second_factor_removed.subject': 'A sua conta do Holdfast já não pede um segundo fator',
  'second_factor_removed.lead':
    'O segundo fator da sua conta foi removido em {at}. A partir de agora uma senha ou um código enviado por e-mail basta para entrar.',

  'mail_refused.subject': 'O seu e-mail não foi aceito',
  'mail_refused.unknown_sender':
    'O seu e-mail à nossa central de ajuda não foi aceito, porque não conhecemos ninguém com o seu endereço. Escreva do endereço da sua conta, ou peça uma por outro meio. Nada do seu e-mail foi repassado.',
  'mail_refused.unverified_staff':
    'Recebemos um e-mail em seu nome e não pudemos ter certeza de que é seu. Nada do que ele pede foi feito. Responda a um dos nossos e-mails, no endereço que ele indica para respostas, ou entre no sistema. Se você não nos escreveu, alguém o fez em seu nome: avise o administrador.',
  'mail_refused.shown_address':
    'O endereço ao qual você respondeu foi mostrado ao solicitante de {number}, por isso não funciona mais. Nada do que o seu e-mail pede foi feito. Abra {number} e escreva lá, ou espere o próximo e-mail sobre ele: a esse você poderá responder de novo. Se você não nos escreveu, alguém o fez em seu nome: avise o administrador.',
  'mail_commands.subject': 'Nem tudo o que você pediu foi feito',
  'mail_commands.lead': 'Lemos o seu e-mail sobre {number}, mas estes comandos não foram seguidos:',
  'mail_told.quoting':
    'O que você escreveu em {number} foi guardado como nota interna: parece citar um dos nossos e-mails, que pode conter o que o solicitante não deve ler. Escreva de novo sem a citação.',
  'mail_told.files':
    'Estes arquivos do seu e-mail sobre {number} ficam com a equipe: em cada um pode haver um e-mail nosso, com notas e links que o solicitante não deve ter. Para enviar o que há neles, anexe-o separadamente, por exemplo como imagem ou PDF:',

  'digest.subject': 'Hoje: {open} abertos, {breached} violados, {endangered} vencem em um dia',
  'digest.breached': 'Fora do prazo e ainda pendentes:',
  'digest.endangered': 'Vencem em um dia:',
  'digest.due': '{ticket} (vence em {due})',
  'digest.unheard':
    'E-mails desde {since} que não viraram chamado: {count} ({reasons}). Cada um ainda pode virar um.',
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
    'Os workflows deles faltavam ou tinham terminado cedo demais. Foram iniciados de novo e continuam de onde os chamados estavam.',
  'repaired.stuck':
    'As ações pendentes destes chamados não são executadas há algum tempo, por isso verifique-os, por favor:',
  'refused.subject': 'O e-mail não chega a {name}',
  'refused.lead':
    'O servidor de e-mail recusa definitivamente o endereço de {name}. Não serão mais enviados para lá e-mails sobre chamados.',
  'refused.advice':
    'Um administrador pode corrigir o endereço ou, se o servidor é que foi consertado, enviar um dos e-mails mais uma vez; qualquer um dos dois resolve isto. Até lá, você não será avisado novamente.',
  'refused.gone': 'uma conta excluída',
  more: 'e mais {count}',
};
