import type { ProviderChoice } from "@/db/edit-article";
import type { EditingForm } from "./edit-editing";
import { Field, Line } from "./edit-field";

type ProviderProps = { form: EditingForm; providers: ProviderChoice[]; provider: ProviderChoice | null };

/** Who published it: one that there is, by domain or name, or a new one. */
export function ProviderField({ form, providers, provider }: ProviderProps) {
  const typed = form.mine.provider.trim();
  const isNew = !provider && typed !== "";
  const hint = provider
    ? `${provider.name}, ${provider.domain}`
    : isNew
      ? "Not among those listed: by its domain a new one is made."
      : "Its domain, or its name.";
  return (
    <div className="two">
      <Field form={form} field="provider" hint={hint}>
        <Line form={form} field="provider" list="provider-choices" spellCheck={false} />
        <datalist id="provider-choices">
          {providers.map(({ id, domain, name }) => (
            <option key={id} value={domain} label={name} />
          ))}
        </datalist>
      </Field>
      {isNew ? (
        <Field form={form} field="providerName" hint="Of a new one. Empty: its domain.">
          <Line form={form} field="providerName" maxLength={200} />
        </Field>
      ) : (
        <noscript>
          <div className="f">
            <label className="label" htmlFor="providerName">
              Name, for a new one
            </label>
            <input className="field" id="providerName" name="providerName" />
          </div>
        </noscript>
      )}
    </div>
  );
}
