import type { Metadata } from "next";
import { requireRole } from "@/app/_server/auth";
import { settingsVersion } from "@/db/settings";
import { database } from "@/lib/database";
import { env, isDefault } from "@/lib/env";
import { DEFAULT_MINIMUM_QUALITY } from "@/lib/publishing/minimum-quality";
import { keysOf, type SettingField } from "@/lib/settings/keys";
import { MAX_LOGO_BYTES } from "@/lib/settings/logo";
import { PAGE_TITLES, SITE_PAGES } from "@/lib/settings/pages";
import { givenSettings } from "@/lib/settings/values";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { timeZones } from "@/lib/zone";
import { changeLogo, saveGeneral, savePage } from "./actions";
import { GENERAL_FIELDS } from "./forms";
import { GeneralForm } from "./general-form";
import { LogoForm } from "./logo-form";
import { PageForm } from "./page-form";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  await requireRole("admin", urls.admin.settings);
  const { db } = database();
  const versionOf = (fields: readonly SettingField[]) => settingsVersion(db, keysOf(fields));
  const [given, generalVersion, logoVersion, ...pageVersions] = await Promise.all([
    givenSettings(db),
    versionOf(GENERAL_FIELDS),
    versionOf(["logo"]),
    ...SITE_PAGES.map((page) => versionOf([page])),
  ]);
  const { name = null, description = null, timeZone = null, minimumQuality } = given;
  const place = site();
  return (
    <main className="settings" id="main">
      <div className="list-tools">
        <h1>Settings</h1>
      </div>
      <nav className="settings-parts" aria-label="Parts of the settings">
        <a href="#site">The site</a>
        <a href="#logo">Logo</a>
        {SITE_PAGES.map((page) => (
          <a href={`#${page}`} key={page}>
            {PAGE_TITLES[page]}
          </a>
        ))}
        <a href={urls.admin.webhooks}>Webhooks</a>
      </nav>
      <div className="settings-list">
        <section className="panel" id="site" aria-labelledby="site-head">
          <h2 id="site-head">The site</h2>
          <GeneralForm
            given={{ name, description, timeZone, minimumQuality: minimumQuality?.toString() ?? null }}
            defaults={defaults()}
            version={generalVersion}
            zones={timeZones()}
            place={place}
            save={saveGeneral}
          />
        </section>
        <section className="panel" id="logo" aria-labelledby="logo-head">
          <h2 id="logo-head">Logo</h2>
          <LogoForm
            logo={given.logo ?? null}
            maxBytes={MAX_LOGO_BYTES}
            version={logoVersion}
            place={place}
            save={changeLogo}
          />
        </section>
        <p className="hint" id="text-help">
          Texts of pages: a blank line between paragraphs, <code>## A heading</code>, <code>- an entry of a list</code>,{" "}
          <code>**strong**</code>, <code>[a link](https://…)</code>. Addresses and e-mails become links by themselves. A
          page with a text stands in the footer of every page.
        </p>
        {SITE_PAGES.map((page, index) => (
          <section className="panel" id={page} key={page} aria-labelledby={`${page}-head`}>
            <h2 id={`${page}-head`}>{PAGE_TITLES[page]}</h2>
            <PageForm
              page={page}
              text={given[page] ?? ""}
              version={pageVersions[index] ?? 0}
              place={place}
              save={savePage}
            />
          </section>
        ))}
      </div>
    </main>
  );
}

function defaults() {
  const { SITE_NAME, SITE_DESCRIPTION, SITE_TIME_ZONE } = env();
  const of = (variable: "SITE_NAME" | "SITE_DESCRIPTION" | "SITE_TIME_ZONE", value: string) => ({
    value,
    from: isDefault(variable) ? `the default of ${variable}` : `from ${variable}`,
  });
  return {
    name: of("SITE_NAME", SITE_NAME),
    description: of("SITE_DESCRIPTION", SITE_DESCRIPTION),
    timeZone: of("SITE_TIME_ZONE", SITE_TIME_ZONE),
    minimumQuality: { value: String(DEFAULT_MINIMUM_QUALITY), from: "the default" },
  };
}
