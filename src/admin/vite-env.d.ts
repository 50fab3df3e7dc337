/// <reference types="vite/client" />

/** The dashboard's build puts it in. */
declare const __BACKEND_URL__: string | undefined
declare const __AUTH_TYPE__: "session" | "jwt" | undefined
