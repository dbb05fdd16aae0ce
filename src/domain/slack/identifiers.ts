/** The time of a message, `<seconds>.<number>`, as an instant. */
export function instantOfTs(ts: string): Date {
  return new Date(Math.floor(Number(ts) * 1_000));
}

/**
 * An id in the form of a UUID that is the same for the same source, and sorts by time like all ids.
 * @param digest at least 20 hexadecimal digits
 */
export function idOfSource(at: Date, digest: string): string {
  const time = at.getTime().toString(16).padStart(12, '0').slice(-12);
  const random = digest.slice(0, 18);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6, 18)}`;
}
