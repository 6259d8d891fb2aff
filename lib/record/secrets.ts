/** What of the record nobody is shown, whoever wrote it there. Nothing of the kind should be in it. */

const SECRET = /passw|hash|token|secret|totp|recovery|cookie|session|secured/i;

export const isSecret = (field: string): boolean => SECRET.test(field);

/** A value without what is secret in it, however deep. */
export function withoutSecrets<T>(value: T): T {
  return JSON.parse(JSON.stringify(value ?? null), (key, inner) => (isSecret(key) ? undefined : inner)) as T;
}
