"use server";

import { previewRegistration, registerDocuments } from "@/lib/contracts";
import { action } from "@/lib/transport/action";
import { documentsFromForm } from "@/lib/transport/registration-form";

export const preview = action(previewRegistration, { refresh: "/register", input: documentsFromForm });
export const register = action(registerDocuments, { refresh: "/", input: documentsFromForm });
