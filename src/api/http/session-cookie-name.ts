/**
 * The name of the session cookie.
 * Over https, the prefix `__Host-` keeps other hosts of the domain from setting it (RFC 6265bis, section 4.1.3.2).
 */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith('https://') ? '__Host-holdfast_session' : 'holdfast_session';
}
