import type { Metadata } from "next";
import { requireRole } from "@/app/_server/auth";
import { Logo } from "@/app/_ui/logo";
import { providerPage } from "@/db/admin-providers";
import { providerOf } from "@/lib/article/card";
import { database } from "@/lib/database";
import { saidOf } from "@/lib/record/said";
import { site } from "@/lib/site";
import { age } from "@/lib/time";
import { urls } from "@/lib/urls";
import { ListSearch } from "../../_ui/list-search";
import { ActSaid } from "../../_ui/names/act-said";
import { undoNamed } from "../../_ui/names/actions";
import { actOf, idOf, wordsOf } from "../../_ui/names/asked";
import { NamesForm } from "../../_ui/names/names-form";
import { RowKeys } from "../../_ui/names/row-keys";
import { createProvider } from "./actions";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Providers" };

const PAGE_SIZE = 50;

export default async function ProvidersPage({ searchParams }: PageProps<"/admin/providers">) {
  const user = await requireRole("editor", urls.admin.providers);
  const { q, act, after } = await searchParams;
  const { text, words } = wordsOf(q);
  const { db } = database();
  const now = new Date();
  const [found, said] = await Promise.all([
    providerPage(db, words, { after: idOf(after), limit: PAGE_SIZE }),
    saidOf(db, actOf(act), user.id, now),
  ]);
  const providers = found.slice(0, PAGE_SIZE);
  const last = found.length > PAGE_SIZE ? providers.at(-1) : undefined;
  const path = (more: Record<string, string>) => {
    const query = new URLSearchParams({ ...(text ? { q: text } : {}), ...more });
    return query.size > 0 ? `${urls.admin.providers}?${query}` : urls.admin.providers;
  };
  return (
    <main className="list names" id="main">
      <div className="list-tools">
        <h1>Providers</h1>
        <ListSearch action={urls.admin.providers} label="Search by name or domain" text={text} />
        <RowKeys />
      </div>
      {said ? <ActSaid key={said.act} said={said} undo={undoNamed} back={urls.admin.providers} /> : null}
      <details className="names-new">
        <summary>
          New provider <kbd className="needs-js">N</kbd>
        </summary>
        <NamesForm
          label="New provider"
          button="Make the provider"
          action={createProvider}
          fields={[
            { name: "name", label: "Name", value: "", isRequired: true },
            {
              name: "domain",
              label: "Domain",
              value: "",
              isRequired: true,
              isCode: true,
              hint: "Such as tailwater.example.",
            },
          ]}
        />
      </details>
      {providers.length === 0 ? (
        <p className="room-note">
          {text ? `No provider has “${text}” in its name or domain. ` : "There is no provider here. "}
          <a href={urls.admin.providers}>All providers</a>
        </p>
      ) : null}
      <ul className="names-list" aria-label="Providers">
        {providers.map((row) => (
          <li key={row.id} className="names-row">
            <Logo
              provider={providerOf({ ...row, providerId: row.id, provider: row.name, providerImages: row.images })}
            />
            <div className="what">
              <a className="ttl" href={urls.admin.provider(row.domain)} data-row>
                {row.name}
              </a>
              <p className="sub">
                <span className="code">{row.domain}</span>
                {row.usualQuality === null ? null : <span>usually {row.usualQuality}</span>}
                {row.lastAt ? <span>last {age(row.lastAt, now, site())}</span> : null}
              </p>
            </div>
            <p className="num">
              {row.published.toLocaleString("en")} <span className="of">published</span>
            </p>
          </li>
        ))}
      </ul>
      <nav className="room-pager" aria-label="Pages">
        {idOf(after) === null ? null : <a href={path({})}>From the start</a>}
        {last ? (
          <a rel="next" href={path({ after: String(last.id) })}>
            More
          </a>
        ) : null}
      </nav>
    </main>
  );
}
