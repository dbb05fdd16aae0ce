/** True after a person on another screen asked to search: the list that opens next puts the focus there. */
let isWanted = false;

export function wishToSearch(): void {
  isWanted = true;
}

export function takeWishToSearch(): boolean {
  const wanted = isWanted;
  isWanted = false;
  return wanted;
}
