/** The article that the API's description writes. */

export const EXAMPLE_SLUG = "2026-11-19-merrow-4-replaces-its-storage-engine";

export const EXAMPLE_FILE = `---
category: news
title: "Merrow 4 replaces its storage engine"
excerpt: "The embedded database drops the page format it has carried for eleven years."
publishedDateTime: 2026-11-19T06:40:00Z
originalUrl: "https://tailwater.example/merrow-4"
provider:
  name: The Tailwater
  domain: tailwater.example
topics:
  - Databases
---
`;
