import { statuses, statusInfo } from '@cekstatus/core'

/** Rendered at build time, from the model alone. */
export default function Page() {
  return (
    <ul>
      {statuses.map((status) => (
        <li key={status}>{`${status}: ${statusInfo[status].advice}`}</li>
      ))}
    </ul>
  )
}
