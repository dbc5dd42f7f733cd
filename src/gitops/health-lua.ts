import { GIT_NOTE } from './git-notes';
import { LABEL } from '../protocol/names';

/**
 * Health checks for Argo CD, in Lua. They use nothing but the language, `ipairs` and `pairs`: Argo CD opens no string
 * library. What they call Degraded fails a sync, so it is nothing that a deployment passes through on its way.
 */

/** Common to all: nothing written yet means that the operator has not got to it. */
const BEGIN = `hs = {}
hs.status = "Progressing"
hs.message = "waiting for the operator"
if obj.status == nil or obj.status.phase == nil then
  return hs
end
local phase = obj.status.phase
hs.message = phase
`;

/** A previous incarnation is history. */
const FOLLOWED = `if obj.metadata ~= nil and obj.metadata.annotations ~= nil and obj.metadata.annotations["${GIT_NOTE.followedBy}"] ~= nil then
  hs = {}
  hs.status = "Healthy"
  hs.message = "followed by " .. obj.metadata.annotations["${GIT_NOTE.followedBy}"]
  return hs
end
`;

/** Says why, from the first condition that is not fulfilled. */
const REASON = `if obj.status.conditions ~= nil then
  for _, condition in ipairs(obj.status.conditions) do
    if condition.status == "False" and condition.message ~= nil and condition.message ~= "" then
      hs.message = phase .. ": " .. condition.message
      break
    end
  end
end
`;

/** A RestoreSession: done, failed, or how far it is. */
export const RESTORE_SESSION_LUA = `${BEGIN}if phase == "Succeeded" then
  hs.status = "Healthy"
  return hs
end
if phase == "Failed" or phase == "Invalid" or phase == "Unknown" then
  hs.status = "Degraded"
end
${REASON}if obj.status.components ~= nil then
  for name, component in pairs(obj.status.components) do
    if component.error ~= nil and component.error ~= "" then
      hs.message = phase .. ": " .. name .. ": " .. component.error
    elseif phase == "Running" and component.progress ~= nil and component.progress.percentDone ~= nil then
      hs.message = phase .. ": " .. name .. " " .. component.progress.percentDone
    end
  end
end
return hs
`;

/** A BackupSession: one run of a backup. */
export const BACKUP_SESSION_LUA = `${BEGIN}if phase == "Succeeded" or phase == "Skipped" then
  hs.status = "Healthy"
  return hs
end
if phase == "Failed" then
  hs.status = "Degraded"
end
${REASON}return hs
`;

/** A BackupConfiguration or BackupBatch: ready, resting, or refused. Those of a previous incarnation may rest for ever. */
export const BACKUP_CONFIGURATION_LUA = `${FOLLOWED}${BEGIN}if phase == "Ready" then
  hs.status = "Healthy"
  if obj.spec ~= nil and obj.spec.paused == true then
    hs.status = "Suspended"
    hs.message = "paused"
  end
  return hs
end
if phase == "Invalid" then
  hs.status = "Degraded"
end
${REASON}return hs
`;

/** A BackupStorage: not ready is what it is while its Secret is still missing, too. */
export const BACKUP_STORAGE_LUA = `${BEGIN}if phase == "Ready" then
  hs.status = "Healthy"
  return hs
end
${REASON}return hs
`;

/**
 * An incarnation that a restore makes is not in use before it is provisioned for the first time. Its run says how that goes, and so does the client
 * Service. One that a corrected restore has left on the way stays as it is, out of Git; Argo CD would count it for ever.
 */
const UNUSED = `local labels = (obj.metadata or {}).labels or {}
local incarnation = labels["${LABEL.incarnation}"]
if incarnation ~= nil and labels["${LABEL.database}"] ~= nil and incarnation ~= labels["${LABEL.database}"] then
  local provisioned = false
  for _, condition in ipairs((obj.status or {}).conditions or {}) do
    if condition.type == "Provisioned" and condition.status == "True" then
      provisioned = true
    end
  end
  if not provisioned then
    hs = {}
    hs.status = "Healthy"
    hs.message = "not in use yet: the run of its restore says how it goes"
    return hs
  end
end
`;

/** A database of KubeDB. What a restore in the code has left behind serves nobody: how it is does not matter any more. */
export const DATABASE_LUA = `${FOLLOWED}${UNUSED}${BEGIN}if phase == "Ready" then
  hs.status = "Healthy"
  return hs
end
if phase == "Halted" then
  hs.status = "Suspended"
  return hs
end
if phase == "Unknown" then
  hs.status = "Unknown"
elseif phase == "Critical" or phase == "NotReady" then
  hs.status = "Degraded"
end
${REASON}return hs
`;
