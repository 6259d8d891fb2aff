import { StructuredData } from "@/app/_ui/structured-data";
import { breadcrumbList, itemList } from "@/lib/discovery/structured-data";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";

type ListDataProps = {
  name: string;
  list: string;
  cursor: string | null;
  items: { slug: string; title: string }[];
  /** Where the list belongs, from the top; none for lists of the first level. */
  below?: readonly (readonly [text: string, href: string])[];
};

/** What a page of a list says of itself to machines. */
export function ListData({ name, list, cursor, items, below = [] }: ListDataProps) {
  const path = cursor === null ? list : urls.older(list, cursor);
  return (
    <>
      {items.length > 0 && <StructuredData of={itemList(name, path, items, site())} />}
      {below.length > 0 && <StructuredData of={breadcrumbList([...below, [name, list]], site())} />}
    </>
  );
}
