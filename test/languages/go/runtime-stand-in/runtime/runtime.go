// Package runtime stands in for what generated bindings call.
package runtime

import "reflect"

// FQN is the name of a type in the assembly.
type FQN string

// Member is a method or a property.
type Member interface{ member() }

// Override is a member that is overridden.
type Override = Member

// MemberMethod is a method.
type MemberMethod struct{ JsiiMethod, GoMethod string }

// MemberProperty is a property.
type MemberProperty struct{ JsiiProperty, GoGetter, GoSetter string }

func (MemberMethod) member()   {}
func (MemberProperty) member() {}

func Load(name, version string, tarball []byte)                                         {}
func RegisterClass(fqn FQN, class reflect.Type, members []Member, maker func() any)     {}
func RegisterEnum(fqn FQN, enum reflect.Type, members map[string]any)                   {}
func RegisterInterface(fqn FQN, iface reflect.Type, members []Member, maker func() any) {}
func RegisterStruct(fqn FQN, strct reflect.Type)                                        {}
func InitJsiiProxy(ptr any)                                                             {}
func Create(fqn FQN, args []any, instance any)                                          {}
func Invoke(obj any, method string, args []any, result any)                             {}
func InvokeVoid(obj any, method string, args []any)                                     {}
func StaticInvoke(fqn FQN, method string, args []any, result any)                       {}
func StaticInvokeVoid(fqn FQN, method string, args []any)                               {}
func Get(obj any, property string, result any)                                          {}
func StaticGet(fqn FQN, property string, result any)                                    {}
func Set(obj any, property string, value any)                                           {}
func StaticSet(fqn FQN, property string, value any)                                     {}
func ValidateStruct(v any, description func() string) error                             { return nil }
