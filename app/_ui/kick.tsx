import type { Card } from "@/lib/reading/types";
import { urls } from "@/lib/urls";
import { isHot } from "./heat";

const TOPICS_SHOWN = 3;

/** A story's heat as a temperature. With `href`, it leads to how it is counted. */
export function Degree({ heat, href }: { heat: number; href?: string }) {
  const className = isHot(heat) ? "deg deg-hot" : "deg";
  if (href) {
    return (
      <a className={className} href={href}>
        <span className="sr">Heat </span>
        {heat}°<span className="sr">, how it is counted</span>
      </a>
    );
  }
  return (
    <span className={className}>
      <span className="sr">Heat </span>
      {heat}°
    </span>
  );
}

/** The line above a headline: heat and topics. */
export function Kick({ card }: { card: Pick<Card, "heat" | "slug" | "topics" | "isCoverage"> }) {
  const heat = card.heat !== null && card.heat >= 0 ? card.heat : null;
  if (heat === null && card.topics.length === 0) return null;
  return (
    <div className="kick">
      {heat !== null && <Degree heat={heat} href={`${urls.article(card.slug)}#heat`} />}
      {card.topics.slice(0, TOPICS_SHOWN).map(({ id, name }) => (
        <a key={id} href={urls.topic(id)}>
          {name}
        </a>
      ))}
    </div>
  );
}
