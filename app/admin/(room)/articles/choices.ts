/** More than a list of suggestions can hold; whoever is not among them is typed in whole. */
export const MAX_PROVIDER_CHOICES = 500;
export const MAX_TOPIC_CHOICES = 1_000;
