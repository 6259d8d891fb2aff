import type { ReactNode } from "react";
import type { Card } from "@/lib/reading/types";
import { urls } from "@/lib/urls";
import { Age } from "./age";
import type { Clock } from "./clock";
import { Logo } from "./logo";

type BylineProps = {
  card: Pick<Card, "provider" | "publishedAt">;
  clock: Clock;
  logo?: boolean;
  /** False where the whole date follows anyway. */
  age?: boolean;
  children?: ReactNode;
};

/** Who published it, and when. */
export function Byline({ card, clock, logo = true, age = true, children }: BylineProps) {
  return (
    <div className="by">
      <a className="prov" href={urls.provider(card.provider.domain)}>
        {logo && <Logo provider={card.provider} />}
        {card.provider.name}
      </a>
      {age && <Age at={card.publishedAt} clock={clock} />}
      {children}
    </div>
  );
}
