/** Input of `receiveMail`: the id of the record, under which the message lies. */
export interface ReceiveMailInput {
  readonly mailId: string;
}

export const RECEIVE_MAIL = 'receiveMail';
