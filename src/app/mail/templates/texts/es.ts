import type { Texts } from './texts.js';

export const es: Texts = {
  greeting: 'Hola, {name}:',
  footer: 'Enviado por Holdfast, su servicio de asistencia.',
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
  'action.reopen': 'Reabrir',
  'queued.subject': 'Nadie disponible para este tique',
  'queued.lead':
    'No hay nadie libre con los conocimientos que requiere {number}. Espera en la cola y se vuelve a ofrecer cada pocos minutos; también puede asignarlo a mano.',
  'queued.byHandSubject': 'Un tique espera su asignación',
  'queued.byHand':
    '{number} espera en la cola de su equipo, cuyos tiques Holdfast no asigna automáticamente. Asígnelo a mano, por favor.',
  'comment.subject': 'Nuevo comentario',
  'comment.lead': '{author} ha escrito en {number}:',
  'sender.unproven':
    'No hemos podido comprobar que {author} escribiera esto: el correo no superó ninguna comprobación de SPF, DKIM o DMARC y no se envió a una dirección de respuesta suya.',
  'sla_warning.subject': 'SLA en peligro ({promise})',
  'sla_warning.lead': '{number}: {promise} vence el {due}.',
  'sla_breached.subject': 'SLA incumplido ({promise})',
  'sla_breached.lead': '{number}: {promise} vencía el {due} y no se ha cumplido a tiempo.',
  'sla_escalated.subject': 'Escalado ({promise} fuera de plazo)',
  'sla_escalated.lead': '{number}: {promise} fuera de plazo; se ha alcanzado el paso {step} del escalado.',
  'promise.firstResponse': 'primera respuesta',
  'promise.resolution': 'resolución',

  'received.subject': 'Hemos recibido su tique',
  'received.lead':
    'Su número es {number}. Estamos buscando a la persona adecuada y le escribiremos en cuanto haya una respuesta. Si quiere añadir algo, escriba un comentario.',
  'received.unproven':
    'No hemos podido comprobar que este correo fuera suyo, por lo que no lo citamos aquí. Si no nos ha escrito, ignore este correo.',
  'reply.subject': 'Nueva respuesta',
  'reply.lead': '{author} ha respondido en {number}:',
  'files.attached': 'Adjuntos de este correo:',
  'files.on_ticket': 'Archivos en el ticket:',
  'files.linked':
    'Guarde estos archivos con sus enlaces. No necesita contraseña, y los enlaces funcionan hasta el {until}:',
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
    'No hemos tenido noticias suyas sobre {number} y lo damos por resuelto. Si no es así, vuelva a abrirlo.',
  'cancelled.subject': 'Cancelado',
  'cancelled.lead': '{number} se ha cancelado.',
  'cancelled.reason': 'El motivo: {reason}',
  'merged.subject': 'Fusionado con otro tique',
  'merged.lead':
    '{number} trata del mismo problema que otro tique, así que los hemos fusionado. También recibirá nuestras respuestas en ese tique.',
  'merged.known':
    '{number} trata del mismo problema que {other}, así que los hemos fusionado. También recibirá nuestras respuestas en ese tique.',
  'gathered.subject.one': '{count} novedad',
  'gathered.subject.other': '{count} novedades',
  'gathered.lead':
    'Han pasado muchas cosas en {number} en un minuto. Aquí están todas, la más antigua primero.',

  'survey.question': '¿Está satisfecho con la solución?',
  'survey.scale': '1 es muy insatisfecho, 5 es muy satisfecho.',
  'survey.link': 'Valorar la solución',

  'fact.priority': 'Prioridad',
  'fact.category': 'Categoría',
  'fact.requester': 'Solicitante',
  'fact.skills': 'Conocimientos',
  'fact.firstResponse': 'Primera respuesta antes del',
  'fact.resolution': 'Resolución antes del',
  'fact.summary': 'Resumen',
  'fact.assignee': 'Asignado a',
  'fact.unassigned': 'sin asignar',

  'account.ignore': 'Si no lo ha pedido, ignore este mensaje: no cambia nada.',
  'sign_in_code.subject': 'Su código de acceso a Holdfast',
  'sign_in_code.lead': 'Escriba este código para iniciar sesión. Vale para una sola vez, hasta el {until}.',
  'registration_code.lead':
    'Se ha creado una cuenta con contraseña para esta dirección. Si ha sido usted, escriba este código para confirmar ambas y acceder. Vale hasta el {until}.',
  'sign_in_code.closing': 'No se lo diga a nadie: nosotros no se lo pedimos.',
  'password_reset.subject': 'Elija una nueva contraseña para Holdfast',
  'password_reset.lead':
    'Siga este enlace para elegir una nueva contraseña. Funciona una sola vez, hasta el {until}.',
  'password_reset.link': 'Elegir una nueva contraseña',
  'welcome.subject': 'Bienvenido a Holdfast',
  'welcome.lead':
    'Tiene usted una cuenta. Elija una contraseña para iniciar sesión; este enlace funciona una sola vez, hasta el {until}.',
  'welcome.link': 'Elegir una contraseña',
  'welcome.closing': 'Si el enlace ha caducado, pida una nueva contraseña en la página de acceso.',
  'security.closing':
    'Si ha sido usted, no tiene que hacer nada. Si no, pida una contraseña nueva en la página de inicio de sesión, lo que termina todas las sesiones y claves de API, y avise a su administrador.',
  'password_changed.subject': 'Se ha cambiado su contraseña de Holdfast',
  'password_changed.lead': 'La contraseña de su cuenta se cambió el {at}.',
  'address_changed.subject': 'Se ha cambiado la dirección de su cuenta de Holdfast',
  'address_changed.lead':
    'La dirección de correo de su cuenta se cambió el {at}. A partir de ahora nuestros correos van a la nueva.',
  'address_changed.closing': 'Si no ha sido usted, avise a su administrador, que puede deshacer el cambio.',
  'api_key_created.subject': 'Una nueva clave de API para su cuenta de Holdfast',
  'api_key_created.lead':
    'El {at} se creó para su cuenta una clave de API que empieza por {prefix}. Un programa que la tenga actúa en su nombre.',
  'api_key_created.closing': 'Una clave de API que no conozca se puede revocar.',
  'second_factor_added.subject': 'Su cuenta de Holdfast pide un segundo factor',
  'second_factor_added.lead':
    'El {at} se configuró una aplicación de autenticación para su cuenta. A partir de ahora se pide un código de ella al iniciar sesión.',
  'second_factor_removed.subject': 'Su cuenta de Holdfast ya no pide un segundo factor',
  'second_factor_removed.lead':
    'El segundo factor de su cuenta se eliminó el {at}. A partir de ahora basta una contraseña o un código enviado por correo para iniciar sesión.',

  'mail_refused.subject': 'Su correo no se ha aceptado',
  'mail_refused.unknown_sender':
    'Su correo a nuestro servicio de ayuda no se ha aceptado, porque no conocemos a nadie con su dirección. Escriba desde la dirección de su cuenta o solicite una por otra vía. Nada de su correo se ha transmitido.',
  'mail_refused.unverified_staff':
    'Hemos recibido un correo en su nombre y no pudimos asegurarnos de que fuera suyo. No se ha hecho nada de lo que pide. Responda a uno de nuestros correos, a la dirección que indica para las respuestas, o inicie sesión. Si no nos ha escrito, alguien lo hizo en su nombre: avise a su administrador.',
  'mail_refused.shown_address':
    'La dirección a la que respondió se mostró al solicitante de {number}, así que ya no funciona. No se ha hecho nada de lo que pide su correo. Abra {number} y escríbalo allí, o espere el próximo correo sobre él: a ese podrá responder de nuevo. Si no nos ha escrito, alguien lo hizo en su nombre: avise a su administrador.',
  'mail_commands.subject': 'No se ha hecho todo lo que pidió',
  'mail_commands.lead': 'Hemos leído su correo sobre {number}, pero estas órdenes no se han seguido:',
  'mail_told.quoting':
    'Lo que escribió en {number} se ha guardado como nota interna: parece citar uno de nuestros correos, que puede contener lo que el solicitante no debe leer. Escríbalo de nuevo sin la cita.',
  'mail_told.files':
    'Estos archivos de su correo sobre {number} se quedan en el equipo: en cada uno puede haber un correo nuestro, con notas y enlaces que el solicitante no debe tener. Para enviar lo que contienen, adjúntelo por separado, por ejemplo como imagen o PDF:',

  'digest.subject': 'Hoy: {open} abiertos, {breached} incumplidos, {endangered} vencen en un día',
  'digest.breached': 'Fuera de plazo y aún pendientes:',
  'digest.endangered': 'Vencen en un día:',
  'digest.due': '{ticket} (vence el {due})',
  'digest.unheard':
    'Correos desde {since} que no se convirtieron en ticket: {count} ({reasons}). Cada uno puede convertirse todavía.',
  'digest.unheard.open': 'Mostrar estos correos',
  'digest.all': 'todos',
  'digest.noTeam': 'sin equipo',
  'digest.column.open': 'abiertos',
  'digest.column.breached': 'incumplidos',
  'digest.column.endangered': 'vencen en 24 h',
  'digest.column.unassigned': 'sin asignar',
  'digest.column.waiting': 'en espera',
  'repaired.subject.one': 'Se ha reiniciado el flujo de trabajo de {count} tique',
  'repaired.subject.other': 'Se han reiniciado los flujos de trabajo de {count} tiques',
  'repaired.repaired':
    'Sus flujos de trabajo faltaban o habían terminado demasiado pronto. Se han vuelto a iniciar y continúan donde estaban los tiques.',
  'repaired.stuck':
    'Hace tiempo que no se ejecutan las acciones pendientes de estos tiques, así que revíselos, por favor:',
  'refused.subject': 'El correo no llega a {name}',
  'refused.lead':
    'El servidor de correo rechaza definitivamente la dirección de {name}. Ya no recibirá correos sobre tiques.',
  'refused.advice':
    'Un administrador puede corregir la dirección o, si lo que se reparó fue el servidor, volver a enviar uno de los correos; cualquiera de las dos cosas lo resuelve. Hasta entonces no recibirá otro aviso.',
  'refused.gone': 'una cuenta eliminada',
  more: 'y {count} más',
};
