/* eslint-disable @typescript-eslint/no-require-imports */

/** Lua 5.3 in JavaScript. Argo CD's interpreter is one of Lua 5.1; the checks use nothing that differs. */
const INTERPRETER = 'fengari';

/** Runs a health check as Argo CD does: with `obj`, the language and tables, and nothing else. */
export function runLua(script: string, obj: unknown): { status: string; message: string } {
  const { lua, lauxlib, lualib, to_luastring } = require(INTERPRETER);
  const L = lauxlib.luaL_newstate();
  lauxlib.luaL_requiref(L, to_luastring('_G'), lualib.luaopen_base, 1);
  lauxlib.luaL_requiref(L, to_luastring('table'), lualib.luaopen_table, 1);
  push(obj);
  lua.lua_setglobal(L, to_luastring('obj'));
  if (lauxlib.luaL_dostring(L, to_luastring(script)) !== lua.LUA_OK) throw new Error(lua.lua_tojsstring(L, -1));
  const read = (key: string) => {
    lua.lua_getfield(L, -1, to_luastring(key));
    const text = lua.lua_tojsstring(L, -1);
    lua.lua_pop(L, 1);
    return text;
  };
  return { status: read('status'), message: read('message') };

  function push(value: any): void {
    if (value === null || value === undefined) {lua.lua_pushnil(L);} else if (typeof value === 'boolean') {lua.lua_pushboolean(L, value);} else if (typeof value === 'number') {lua.lua_pushnumber(L, value);} else if (typeof value === 'string') {lua.lua_pushstring(L, to_luastring(value));} else {
      lua.lua_newtable(L);
      const entries: [string | number, any][] = Array.isArray(value) ? value.map((v, i) => [i + 1, v]) : Object.entries(value);
      for (const [key, v] of entries) {
        push(key);
        push(v);
        lua.lua_settable(L, -3);
      }
    }
  }
}
