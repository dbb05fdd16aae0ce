/** Input of `receiveMail`: the id of the record and its message. */
export interface ReceiveMailInput {
  readonly mailId: string;
}

export const RECEIVE_MAIL = 'receiveMail';
