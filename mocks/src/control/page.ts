/** Nothing is loaded from elsewhere, and no other page may frame this one. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
} as const

/** A page for who opens the address of control in a browser. */
export const controlPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Control of the mocks</title>
<style>body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 40rem; padding: 0 1rem }</style>
</head>
<body>
<main>
<h1>Control of the mocks</h1>
<ul>
<li><a href="/api/providers">Providers, credentials and situations</a></li>
<li><a href="/api/sessions">Sessions</a></li>
<li><a href="/api/journal">Journal</a></li>
<li><a href="/api/scenarios">Scenario files</a></li>
</ul>
</main>
</body>
</html>
`
