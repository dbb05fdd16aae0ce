/**
 * Skill names as people and models write them, made comparable: `  Wi-Fi ` and `wi-fi` are one. Comparison is equality
 * of normal forms, never a pattern made from input: a skill may be called `C++`, `.` or `Windows [admin`.
 */
export function normaliseSkill(skill: string): string {
  return skill.normalize('NFKC').trim().toLowerCase().replace(/\s+/gu, ' ');
}

/** Normal form of a synonym → normal form of its skill. From the vocabulary file. */
export type SkillSynonyms = ReadonlyMap<string, string>;

/** Returns the skill of a name. */
export function canonicalSkill(skill: string, synonyms: SkillSynonyms): string {
  const normal = normaliseSkill(skill);
  return synonyms.get(normal) ?? normal;
}

/** Returns canonical skills in the given order, without duplicates and empty names. */
export function canonicalSkills(skills: readonly string[], synonyms: SkillSynonyms): string[] {
  return [...new Set(skills.map((skill) => canonicalSkill(skill, synonyms)))].filter((skill) => skill !== '');
}
