/**
 * What one process of a runtime does with all the packages: it loads every entry, asks every question, runs the
 * examples and signs. Written in the JavaScript that every supported runtime understands; `load` is the runtime's own.
 */
export async function runSession({ runtime, entries, questions, examples, origins, signing }, load, require) {
  return {
    runtime: runtime(),
    entries: await each(entries, (specifier) => listNames(specifier, load)),
    // Where all is bundled there is no `require`.
    required: require && (await each(entries, (specifier) => listNames(specifier, require))),
    answers: await each(questions, (question) => ask(question, load)),
    examples: await each(examples, (example) => runExample(example, origins, load)),
    signing: await attempt(() => sign(signing, load)),
    poorRuntime: await attempt(() => refuse(signing, load)),
  }
}

/** The outcome of each item; one that fails hides no other. */
async function each(items, act) {
  const outcomes = []
  for (const item of items) outcomes.push(await attempt(() => act(item)))
  return outcomes
}

async function attempt(act) {
  try {
    return { value: await act() }
  } catch (error) {
    return { error: `${error?.stack ?? error}` }
  }
}

async function listNames(specifier, load) {
  const module = await load(specifier)
  // An imported JSON file is the default; Bun gives the same to a `require` after that.
  const content = specifier.endsWith('.json') ? (module.default ?? module) : module
  return Object.keys(content).sort()
}

async function ask({ specifier, factory, options, query }, load) {
  const client = (await load(specifier))[factory](options)
  return client.getTransactionStatus(query)
}

/** Returns the lines that the example prints. Requests for a documented host go to its mock, and nowhere else. */
async function runExample({ file, globals }, origins, load) {
  const { fetch } = globalThis
  const { log } = console
  const lines = []
  const write = (value) => (typeof value === 'string' ? value : JSON.stringify(value))
  for (const [name, value] of Object.entries(globals)) globalThis[name] = () => Promise.resolve(value)
  // MSW asks with a request of its own, which it has already answered for.
  globalThis.fetch = (url, init) => fetch(typeof url === 'string' ? redirect(url, origins) : url, init)
  console.log = (...values) => lines.push(values.map(write).join(' '))
  try {
    await load(file)
  } finally {
    globalThis.fetch = fetch
    console.log = log
  }
  return lines
}

function redirect(url, origins) {
  const { origin, hostname, href } = new URL(url)
  const mock = origins[origin] ?? (hostname === '127.0.0.1' ? origin : undefined)
  if (mock === undefined) throw new Error(`the example asks ${origin}, which no mock stands for`)
  return href.replace(origin, mock)
}

/** Signs with every form of a key, and tells what is done with keys and signatures that are no good. */
async function sign({ keys, badKeys, publicKey, text, timestamp, references, credentials }, load) {
  const snapBi = await load('@cekstatus/snap-bi')
  const apigames = await load('@cekstatus/apigames')
  const signatures = keys.map((key) => {
    const privateKey = snapBi.parsePrivateKey(key)
    return snapBi.signAccessToken({ clientKey: text, timestamp, privateKey }).signature
  })
  const [signature] = signatures
  const verify = (changed) =>
    snapBi.verifySignature({ stringToSign: `${text}|${timestamp}`, signature, publicKey, ...changed })
  return {
    signatures,
    refusals: badKeys.map((key) => refusalOf(() => snapBi.parsePrivateKey(key))),
    verified: verify({}),
    verifiedOthers: [
      verify({ stringToSign: text }),
      verify({ signature: `${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}` }),
      verify({ signature: signature.slice(4) }),
      verify({ signature: '' }),
    ],
    bodyHash: snapBi.hashBody(text),
    hmac: snapBi.signTransaction({
      method: 'POST',
      path: '/v1.0/x',
      accessToken: 'a.b',
      body: text,
      timestamp,
      clientSecret: text,
    }).signature,
    externalId: snapBi.createExternalId(),
    md5: references.map((reference) => apigames.statusSignature(reference, credentials)),
  }
}

/** The same with packages whose `node:crypto` has neither MD5 nor RSA: what every signer says, and what was sent. */
async function refuse(signing, load) {
  const { keys, publicKey, text, timestamp, references, credentials, smilepayCredentials } = signing
  const { parsePrivateKey, parsePublicKey } = await load('@cekstatus/snap-bi')
  const { apigames, createSmilepay, snapBi } = await load('./poor.mjs')
  const requests = []
  const fetch = (url) => {
    requests.push(url)
    return Promise.reject(new Error('nothing may be sent'))
  }
  const [merchantReference] = references
  const [key] = keys
  // Parsed where that could be done, so that what refuses is the signing itself.
  const [parsedPrivate, parsedPublic] = [parsePrivateKey(key), parsePublicKey(publicKey)]
  const fields = { method: 'POST', path: '/v1.0/x', body: text, clientKey: text, timestamp }
  const signature = 'A'.repeat(342).concat('==')
  return {
    asked: await apigames
      .createApigames({ ...credentials, fetch })
      .getTransactionStatus({ merchantReference })
      .then(JSON.stringify, shortened),
    requests,
    refusals: [
      () => apigames.statusSignature(merchantReference, credentials),
      () => createSmilepay({ ...smilepayCredentials, fetch }),
      () => snapBi.parsePrivateKey(key),
      () => snapBi.signAccessToken({ ...fields, privateKey: parsedPrivate }),
      () => snapBi.signService({ ...fields, privateKey: parsedPrivate }),
      () => snapBi.verifySignature({ stringToSign: text, signature, publicKey: parsedPublic }),
    ].map(refusalOf),
    others: [snapBi.hashBody(text)],
  }
}

function refusalOf(act) {
  try {
    return `no refusal: ${JSON.stringify(act())}`
  } catch (error) {
    return shortened(error)
  }
}

const shortened = ({ code, message }) => `${code} ${message}`
