import "server-only";

import { cache } from "react";

import { getAgreement, getRequest } from "@/lib/access";
import { pageIfFound } from "@/lib/transport/page";

/** The page and its title ask for the same agreement in one request: it is fetched once. */
export const agreementOf = cache((accessId: string) => pageIfFound(getAgreement, { accessId }));

/** A request that has made no agreement yet has the id of the one that it will make. */
export const requestOf = (requestId: string) => pageIfFound(getRequest, { requestId });
