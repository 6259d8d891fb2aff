/** What can be a provider's domain: it stands in addresses and is a file's name. */

/** As DNS has it. */
const MAX_DOMAIN_LENGTH = 253;
/** Letters of any script, since files give them as people read them. */
const DOMAIN = /^[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)*(?::\d{1,5})?$/u;

/** Whether a text is a host's name, with or without a port. */
export function isDomain(text: string): boolean {
  return text.length <= MAX_DOMAIN_LENGTH && DOMAIN.test(text);
}
