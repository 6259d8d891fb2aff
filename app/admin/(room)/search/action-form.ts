import type { ActionState } from "@/app/_server/action-state";

/** An action as its form gets it. */
export type ActionForm = (previous: ActionState, form: FormData) => Promise<ActionState>;
