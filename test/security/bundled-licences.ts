/** A package in the scripts that browsers get. */
export interface BundledPackage {
  readonly name: string;
  /** An SPDX expression, as the package declares it. */
  readonly licence: string;
}

/** Reads the list that the build of the console writes beside its scripts. */
export function readBundled(list: string): readonly BundledPackage[] {
  return [...list.matchAll(/^## (?<name>\S+) - \S+ \((?<licence>.*)\)$/gmu)].map(({ groups }) => ({
    name: groups?.['name'] ?? '',
    licence: groups?.['licence'] ?? '',
  }));
}

/** Returns whether a licence fits: one side of an OR, both sides of an AND. An unknown form does not fit. */
export function isAllowed(licence: string, allowed: ReadonlySet<string>): boolean {
  const bare = licence.replaceAll(/[()]/gu, '').trim();
  return bare.split(' OR ').some((choice) => choice.split(' AND ').every((one) => allowed.has(one.trim())));
}

/** Returns the licences that the gate of production allows: `--onlyAllow` of the script `licences`. */
export function allowedBy(script: string): ReadonlySet<string> {
  return new Set(/--onlyAllow '([^']+)'/u.exec(script)?.[1]?.split(';'));
}
