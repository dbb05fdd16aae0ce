/** The pictures that the API hands out as such. Anything else is a download. */
const PICTURES: readonly string[] = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];

export function isPicture(type: string | undefined): boolean {
  return type !== undefined && PICTURES.includes(type);
}
