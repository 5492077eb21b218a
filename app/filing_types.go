package app

import "shukun/store"

// What front ends need of the store's types; they import nothing of it.
type (
	Filing     = store.Filing
	Row        = store.Row
	Unit       = store.Unit
	Duty       = store.Duty
	UploadFile = store.UploadFile
	Instant    = store.Instant
)

// The modes of a filing.
const (
	Replace = store.Replace
	Upsert  = store.Upsert
	Zero    = store.Zero
)

// The states of an upload.
const (
	UploadNew     = store.UploadNew
	UploadReading = store.UploadReading
	UploadChecked = store.UploadChecked
	UploadFiling  = store.UploadFiling
	UploadFiled   = store.UploadFiled
	UploadDropped = store.UploadDropped
	UploadFailed  = store.UploadFailed
)
