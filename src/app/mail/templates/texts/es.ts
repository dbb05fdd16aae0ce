import type { Texts } from './texts.js';

export const es: Texts = {
  greeting: 'Hola, {name}:',
  footer: 'Enviado por {desk}, su servicio de asistencia.',
  'reply.hint': 'Responda a este correo para añadir algo al ticket.',
  'footer.switchOff': 'No quiero más correos como este',
  open: 'Abrir {number}',

  'assigned.subject': 'Asignado a usted',
  'assigned.lead':
    'Se le ha asignado {number}. Acéptelo, por favor, y responda a {requester}. Cada botón abre una página en la que confirma la acción. No necesita iniciar sesión.',
  'action.accept': 'Aceptar',
  'action.start': 'Empezar',
  'action.resolve': 'Resolver',
  'action.decline': 'Rechazar',
  'action.person': 'Hablar con una persona',
  'action.reopen': 'Reabrir',
  'queued.subject': 'Nadie disponible para este ticket',
  'queued.lead':
    'No hay nadie libre con los conocimientos que requiere {number}. Espera en la cola y se vuelve a ofrecer cada pocos minutos; también puede asignarlo a mano.',
  'queued.byHandSubject': 'Un ticket espera su asignación',
  'queued.byHand':
    '{number} espera en la cola de su equipo, cuyos tickets Holdfast no asigna automáticamente. Asígnelo a mano, por favor.',
  'queued.reviewSubject': 'Una clasificación espera su confirmación',
  'queued.review':
    'La clasificación de {number} no es lo bastante segura. Confirme la propuesta o cámbiela, por favor. Sin una decisión, se aplica a partir del {time}, y entonces Holdfast asigna el ticket.',
  'comment.subject': 'Nuevo comentario',
  'comment.lead': '{author} ha escrito en {number}:',
  'sender.unproven':
    'No hemos podido comprobar que {author} escribiera esto: el correo no superó ninguna comprobación de SPF, DKIM o DMARC y no se envió a una dirección de respuesta suya.',
  'sla_warning.subject': 'SLA en peligro ({promise})',
  'sla_warning.lead': '{number}: el plazo de {promise} vence el {due}.',
  'sla_breached.subject': 'SLA incumplido ({promise})',
  'sla_breached.lead': '{number}: el plazo de {promise} venció el {due} y no se ha cumplido.',
  'sla_escalated.subject': 'Escalado ({promise} fuera de plazo)',
  'sla_escalated.lead': '{number}: {promise} fuera de plazo; se ha alcanzado el paso {step} del escalado.',
  'sla_escalated.early.subject': 'Escalado ({promise} en peligro)',
  'sla_escalated.early.lead':
    '{number}: el plazo de {promise} aún no ha vencido, pero se ha alcanzado el paso {step} del escalado.',
  'hold_ended.subject': 'Fin de la espera del ticket',
  'hold_ended.lead':
    'La espera de {number} ha terminado. El ticket vuelve a estar en curso y su reloj de SLA corre. Continúe trabajando en él, por favor.',
  'promise.firstResponse': 'primera respuesta',
  'promise.nextResponse': 'respuesta siguiente',
  'promise.resolution': 'resolución',

  'received.subject': 'Hemos recibido su ticket',
  'received.lead':
    'El número de su ticket es {number}. Estamos buscando a la persona adecuada y le escribiremos en cuanto haya una respuesta. Si quiere añadir algo, escriba un comentario.',
  'received.unproven':
    'No hemos podido comprobar que este correo fuera suyo, por lo que no lo citamos aquí. Si no nos ha escrito, ignore este correo.',
  'reply.subject': 'Nueva respuesta',
  'reply.automatic': 'Una respuesta automática a {number}, de nuestra base de conocimientos:',
  'reply.lead': '{author} ha respondido en {number}:',
  'files.attached': 'Adjuntos de este correo:',
  'files.on_ticket': 'Archivos en el ticket:',
  'files.linked':
    'Descargue estos archivos con sus enlaces. No necesita contraseña. Los enlaces funcionan hasta el {until}:',
  'participant.note': 'Recibe este correo porque está en copia de {number}.',
  'reminder.subject': 'Esperamos su respuesta',
  'reminder.lead':
    '{number} no puede avanzar sin su respuesta. Díganos algo, por favor; basta con un comentario.',
  'reminder.last':
    '{number} no puede avanzar sin su respuesta. Díganos algo, por favor; si no responde a este recordatorio, lo daremos por resuelto.',
  'resolved.subject': 'Resuelto',
  'resolved.lead': '{number} está resuelto. Si su problema no está solucionado, vuelva a abrirlo.',
  'resolved_unanswered.subject': 'Resuelto sin su respuesta',
  'resolved_unanswered.lead':
    'No hemos tenido noticias suyas sobre {number} y lo damos por resuelto. Si su problema no está solucionado, vuelva a abrirlo.',
  'cancelled.subject': 'Cancelado',
  'cancelled.lead': '{number} se ha cancelado.',
  'cancelled.reason': 'El motivo: {reason}',
  'merged.subject': 'Fusionado con otro ticket',
  'merged.lead':
    '{number} trata del mismo problema que otro ticket, así que los hemos fusionado. También recibirá nuestras respuestas en ese ticket.',
  'merged.known':
    '{number} trata del mismo problema que {other}, así que los hemos fusionado. También recibirá nuestras respuestas en ese ticket.',
  'gathered.subject.one': '{count} novedad',
  'gathered.subject.other': '{count} novedades',
  'gathered.lead':
    'Han pasado muchas cosas en {number} en un minuto. Aquí están todas, la más antigua primero.',

  'survey.question': '¿Cuál es su grado de satisfacción con la solución?',
  'survey.scale': '1 es muy insatisfecho, 5 es muy satisfecho.',
  'survey.link': 'Valorar la solución',

  'fact.priority': 'Prioridad',
  'priority.low': 'baja',
  'priority.medium': 'media',
  'priority.high': 'alta',
  'priority.urgent': 'urgente',
  'fact.category': 'Categoría',
  'fact.requester': 'Solicitante',
  'fact.skills': 'Conocimientos',
  'fact.firstResponse': 'Primera respuesta antes del',
  'fact.nextResponse': 'Respuesta siguiente antes del',
  'fact.resolution': 'Resolución antes del',
  'fact.summary': 'Resumen',
  'fact.assignee': 'Asignado a',
  'fact.unassigned': 'sin asignar',

  'account.ignore': 'Si no lo ha pedido, ignore este correo: no cambia nada.',
  'sign_in_code.subject': 'Su código de acceso a {desk}',
  'sign_in_code.lead': 'Escriba este código para iniciar sesión. Funciona una sola vez, hasta el {until}.',
  'registration_code.lead':
    'Se ha creado una cuenta con contraseña para esta dirección. Si ha sido usted, escriba este código para confirmar ambas e iniciar sesión. Funciona hasta el {until}.',
  'sign_in_code.closing': 'No comparta este código. Nunca se lo pediremos.',
  'password_reset.subject': 'Elija una nueva contraseña para {desk}',
  'password_reset.lead':
    'Siga este enlace para elegir una nueva contraseña. Funciona una sola vez, hasta el {until}.',
  'password_reset.link': 'Elegir una nueva contraseña',
  'welcome.subject': 'Le damos la bienvenida a {desk}',
  'welcome.lead':
    'Hemos creado una cuenta para usted. Elija una contraseña para iniciar sesión. Este enlace funciona una sola vez, hasta el {until}.',
  'welcome.link': 'Elegir una contraseña',
  'welcome.closing': 'Si el enlace ha caducado, pida una nueva contraseña en la página de inicio de sesión.',
  'security.closing':
    'Si ha sido usted, no tiene que hacer nada. Si no, pida una contraseña nueva en la página de inicio de sesión y avise a su administrador. Una contraseña nueva cierra todas las sesiones y revoca todas las claves de API.',
  'password_changed.subject': 'Se ha cambiado su contraseña de {desk}',
  'password_changed.lead': 'La contraseña de su cuenta se cambió el {at}.',
  'address_changed.subject': 'Se ha cambiado la dirección de su cuenta de {desk}',
  'address_changed.lead':
    'La dirección de correo de su cuenta se cambió el {at}. A partir de ahora enviamos nuestros correos a la nueva dirección.',
  'address_changed.closing': 'Si no ha sido usted, avise a su administrador, que puede deshacer el cambio.',
  'address_code.subject': 'Su código para confirmar esta dirección en {desk}',
  'address_code.lead':
    'Escriba este código para añadir esta dirección a su cuenta. Funciona una sola vez, hasta el {until}.',
  'address_added.subject': 'Se ha añadido una dirección a su cuenta de {desk}',
  'address_added.lead':
    'El {at} se añadió la dirección {address} a su cuenta. A partir de ahora, los correos enviados desde ella cuentan como suyos.',
  'address_added.closing': 'Si no ha sido usted, avise a su administrador, que puede quitarla.',
  'address_removed.subject': 'Se ha quitado una dirección de su cuenta de {desk}',
  'address_removed.lead':
    'El {at} se quitó la dirección {address} de su cuenta. A partir de ahora, los correos enviados desde ella ya no cuentan como suyos.',
  'address_removed.closing': 'Si no ha sido usted, cambie su contraseña y vuelva a añadir la dirección.',
  'people_merged.subject': 'Dos cuentas de {desk} son ahora una',
  'people_merged.lead':
    'El {at} se unió otra cuenta suya a esta. Sus tickets, comentarios y direcciones pertenecen ahora a esta cuenta.',
  'people_merged.former_lead':
    'La cuenta con esta dirección se unió a otra cuenta suya el {at}. A partir de ahora, inicie sesión con la otra cuenta. También recibirá nuestros correos en la dirección de esa cuenta.',
  'people_merged.closing':
    'Si estas cuentas no son de la misma persona, avise a su administrador de inmediato. La unión se puede deshacer en un plazo de 24 horas.',
  'api_key_created.subject': 'Una nueva clave de API para su cuenta de {desk}',
  'api_key_created.lead':
    'El {at} se creó para su cuenta una clave de API que empieza por {prefix}. Un programa con esta clave puede actuar en su nombre.',
  'api_key_created.closing': 'Si no reconoce esta clave de API, revóquela.',
  'second_factor_added.subject': 'Su cuenta de {desk} tiene ahora un segundo factor',
  'second_factor_added.lead':
    'El {at} se configuró una aplicación de autenticación para su cuenta. A partir de ahora necesita un código de esta aplicación para iniciar sesión.',
  'second_factor_removed.subject': 'Su cuenta de {desk} ya no tiene un segundo factor',
  'second_factor_removed.lead':
    'El segundo factor de su cuenta se eliminó el {at}. A partir de ahora basta una contraseña o un código enviado por correo para iniciar sesión.',

  'settings_test.subject': 'Correo de prueba de {desk}',
  'settings_test.lead':
    '{desk} puede enviar correos con su configuración actual. Usted ha pedido este correo de prueba y no tiene que hacer nada.',

  'mail_refused.subject': 'No hemos aceptado su correo',
  'mail_refused.unknown_sender':
    'No hemos aceptado su correo a nuestro servicio de asistencia, porque ninguna cuenta tiene su dirección. Escriba desde la dirección de su cuenta o pida una cuenta por otra vía. No hemos transmitido nada de su correo.',
  'mail_refused.unverified_staff':
    'Hemos recibido un correo en su nombre y no hemos podido comprobar que fuera suyo. No hemos hecho lo que pide. Responda a uno de nuestros correos, a su dirección de respuesta, o inicie sesión. Si no nos ha escrito, otra persona ha usado su nombre: avise a su administrador.',
  'mail_refused.shown_address':
    'La dirección a la que respondió se mostró al solicitante de {number}, así que ya no funciona. No hemos hecho lo que pide su correo. Abra {number} y escriba allí un comentario, o responda al próximo correo sobre este ticket. Si no nos ha escrito, otra persona ha usado su nombre: avise a su administrador.',
  'mail_commands.subject': 'No hemos podido hacer todo lo que pidió',
  'mail_commands.lead': 'Hemos procesado su correo sobre {number}, pero estas órdenes han fallado:',
  'mail_told.quoting':
    'Su correo sobre {number} se ha guardado como nota interna. Parece citar uno de nuestros correos, que puede contener lo que el solicitante no debe leer. Para responderle, escriba de nuevo sin la cita.',
  'mail_told.files':
    'Solo el equipo puede leer estos archivos de su correo sobre {number}. Cada uno puede contener un correo nuestro, con notas y enlaces que el solicitante no debe tener. Para enviar el contenido, adjúntelo por separado, por ejemplo como imagen o PDF:',

  'digest.subject': 'Hoy: {open} abiertos, {breached} incumplidos, {endangered} vencen en un día',
  'digest.breached': 'Fuera de plazo y aún pendientes:',
  'digest.endangered': 'Vencen en un día:',
  'digest.due': '{ticket} (vence el {due})',
  'digest.unheard':
    'Correos desde {since} que no se convirtieron en ticket: {count} ({reasons}). Puede convertir cada uno en un ticket.',
  'outcome.automatic': 'automático',
  'outcome.loop': 'bucle de correo',
  'outcome.own_mail': 'correo propio',
  'outcome.too_many': 'demasiados',
  'outcome.empty': 'vacío',
  'outcome.duplicate': 'duplicado',
  'outcome.unknown_sender': 'remitente desconocido',
  'outcome.not_allowed': 'no permitido',
  'outcome.unverified_staff': 'personal sin verificar',
  'outcome.not_verified': 'sin verificar',
  'outcome.unreadable': 'ilegible',
  'outcome.no_sender': 'sin remitente',
  'outcome.invalid_sender': 'remitente no válido',
  'outcome.unproven_sender': 'remitente sin acreditar',
  'outcome.receipt_held': 'sin confirmación',
  'digest.unheard.open': 'Mostrar estos correos',
  'digest.all': 'todos',
  'digest.noTeam': 'sin equipo',
  'digest.column.open': 'abiertos',
  'digest.column.breached': 'incumplidos',
  'digest.column.endangered': 'vencen en 24 h',
  'digest.column.unassigned': 'sin asignar',
  'digest.column.waiting': 'en espera',
  'repaired.subject.one': 'Se ha reiniciado el flujo de trabajo de {count} ticket',
  'repaired.subject.other': 'Se han reiniciado los flujos de trabajo de {count} tickets',
  'repaired.repaired':
    'Sus flujos de trabajo faltaban o habían terminado demasiado pronto. Holdfast los ha reiniciado y continúan desde el estado actual de cada ticket.',
  'repaired.stuck':
    'Hace tiempo que no se ejecutan las acciones pendientes de estos tickets, así que revíselos, por favor:',
  'form_confirmation.subject': 'Confirme su solicitud a {desk}',
  'form_confirmation.lead':
    'Se introdujo esta dirección en el formulario de contacto de {desk}. Lea la solicitud y envíela antes del {until}. Hasta entonces no la verá nadie, y después se borrará.',
  'form_confirmation.link': 'Leer y enviar la solicitud',
  'review.subject': 'Revise, por favor: {title}',
  'review.lead': 'El artículo «{title}» debía revisarse antes del {day}.',
  'review.advice': 'Corríjalo o fije un nuevo día de revisión. Archívelo si ya no hace falta.',
  'webhook.subject': 'El webhook a {host} está desactivado',
  'webhook.gone':
    'El servidor {host} respondió que ya no acepta este webhook (410). Holdfast lo ha desactivado.',
  'webhook.failing': 'Ningún evento ha llegado a {host} en {days} días. Holdfast ha desactivado el webhook.',
  'webhook.advice':
    'Repare el servidor y active de nuevo el webhook. Una recuperación envía entonces los eventos perdidos. Elimine el webhook si ya no hace falta.',
  'refused.subject': 'Los correos no llegan a {name}',
  'refused.lead':
    'El servidor de correo rechaza definitivamente la dirección de {name}. Holdfast ya no envía correos sobre tickets a esa dirección.',
  'refused.advice':
    'Un administrador puede corregir la dirección. Si lo que se ha reparado es el servidor de correo, puede volver a enviar uno de los correos. Hasta entonces, no recibirá más avisos sobre esta dirección.',
  'refused.gone': 'una cuenta eliminada',
  more: 'y {count} más',
};
