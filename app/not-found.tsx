import { site } from "@/lib/site";
import { Frame } from "./_ui/frame";
import { NotHereText } from "./_ui/not-here-text";

/** What no page of ours answers to. It asks the database nothing: the build renders it. */
export default function NotFound() {
  return (
    <Frame site={site()}>
      <NotHereText title="There is no such page">
        The address may be mistyped, or the page has moved. What is news today stands on the front page.
      </NotHereText>
    </Frame>
  );
}
