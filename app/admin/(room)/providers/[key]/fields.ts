/** The fields of a provider's form. */
import type { NamedField } from "@/app/admin/_ui/names/name-field";
import { chosenLogo, type ProviderView } from "@/lib/provider/view";

export function providerFields(provider: ProviderView): NamedField[] {
  return [
    { name: "name", label: "Name", value: provider.name, isRequired: true },
    {
      name: "domain",
      label: "Domain",
      value: provider.domain,
      isRequired: true,
      isCode: true,
      hint: "Also its address here. Another one leaves the old one leading here; articles of both are its own.",
    },
    {
      name: "description",
      label: "Description",
      value: provider.description ?? "",
      kind: "text",
      hint: "A sentence or two. Readers see it on its page.",
    },
    {
      name: "logo",
      label: "Logo",
      value: chosenLogo(provider.images)?.url ?? "",
      isCode: true,
      hint: "Its address. Empty: the first letter of its name, or what Gazette brought along. Square pictures look best.",
      isPicture: true,
    },
  ];
}
