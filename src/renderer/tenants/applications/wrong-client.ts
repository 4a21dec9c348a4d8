import type { ApplicationSummary } from '../../../shared/application'

/** Whether the client's token named another Mosaic application than the one that this is for. */
export const isWrongClient = ({ appId, expectedAppId }: ApplicationSummary): boolean =>
  appId !== undefined && expectedAppId !== undefined && appId !== expectedAppId
