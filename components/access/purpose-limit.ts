/** How long a purpose may be: the domain refuses more. */
export const PURPOSE_LIMIT = 4000;
