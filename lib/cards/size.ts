/** Of social cards, as Open Graph's readers like them best. */
export const CARD_WIDTH_PX = 1200;
export const CARD_HEIGHT_PX = 630;
