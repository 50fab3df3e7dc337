/// <reference types="vite/client" />

/** Put in by the build of the dashboard. */
declare const __BACKEND_URL__: string | undefined
declare const __AUTH_TYPE__: "session" | "jwt" | undefined
