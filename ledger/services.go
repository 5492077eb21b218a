package ledger

import (
	"shukun/civil"
	"shukun/money"
	"shukun/org"
)

// Initiative is a programme or measure an enterprise runs for SMEs (帮扶举措).
type Initiative struct {
	Source     Source
	No         string
	Enterprise org.Code
	Clause     Opt[int32]
	Title      string
	Kind       string
	StartsOn   civil.Date
	EndsOn     civil.Date
	Target     Opt[money.Decimal]
	Achieved   Opt[money.Decimal]
	Unit       string
	SMECount   Opt[int32]
	Amount     Opt[money.Fen]
	Status     InitiativeStatus
}

var initiatives = newKind("initiatives", "帮扶举措", "Initiatives", func(r *Initiative) *Source { return &r.Source },
	func(b *Book) *[]Initiative { return &b.Initiatives },
	text("initiative_no", "举措编号", "Initiative no.", func(r *Initiative) *string { return &r.No }, keyPart),
	creditCode("enterprise_code", "企业代码", "Enterprise's code", func(r *Initiative) *org.Code { return &r.Enterprise }, ownerCode),
	integer("clause", "对应措施", "Clause", func(r *Initiative) *Opt[int32] { return &r.Clause }, required,
		allowed(10, 12, 14, 15, 16, 17, 18, 20, 21, 22), note("14–18、20、21，也可为 10、12、22", "14–18, 20, 21; also 10, 12, 22")),
	text("title", "名称", "Title", func(r *Initiative) *string { return &r.Title }, required),
	text("kind", "类型", "Kind", func(r *Initiative) *string { return &r.Kind }),
	date("starts_on", "开始日期", "Starts on", func(r *Initiative) *civil.Date { return &r.StartsOn }, required),
	date("ends_on", "结束日期", "Ends on", func(r *Initiative) *civil.Date { return &r.EndsOn }),
	number(TypeNumber, "target", "目标值", "Target", func(r *Initiative) *Opt[money.Decimal] { return &r.Target }),
	number(TypeNumber, "achieved", "完成值", "Achieved", func(r *Initiative) *Opt[money.Decimal] { return &r.Achieved }),
	text("unit", "单位", "Unit", func(r *Initiative) *string { return &r.Unit }),
	integer("sme_count", "受益中小企业数", "SMEs reached", func(r *Initiative) *Opt[int32] { return &r.SMECount }),
	yuanOpt("amount", "金额", "Amount", func(r *Initiative) *Opt[money.Fen] { return &r.Amount }),
	choice("status", "状态", "Status", initiativeStatuses, func(r *Initiative) *InitiativeStatus { return &r.Status }),
)

// ServiceRequest is what a utility customer asked for (服务诉求).
type ServiceRequest struct {
	Source      Source
	No          string
	Enterprise  org.Code
	Customer    org.Code
	Kind        RequestKind
	Channel     Channel
	SubmittedOn civil.Date
	ResolvedOn  civil.Date
}

var serviceRequests = newKind("service_requests", "服务诉求", "Service requests", func(r *ServiceRequest) *Source { return &r.Source },
	func(b *Book) *[]ServiceRequest { return &b.ServiceRequests },
	text("request_no", "诉求编号", "Request no.", func(r *ServiceRequest) *string { return &r.No }, keyPart),
	creditCode("enterprise_code", "受理企业代码", "Enterprise's code", func(r *ServiceRequest) *org.Code { return &r.Enterprise }, ownerCode),
	creditCode("customer_code", "用户代码", "Customer's code", func(r *ServiceRequest) *org.Code { return &r.Customer }),
	choice("kind", "类型", "Kind", requestKinds, func(r *ServiceRequest) *RequestKind { return &r.Kind }, required),
	choice("channel", "渠道", "Channel", channels, func(r *ServiceRequest) *Channel { return &r.Channel }, required),
	date("submitted_on", "提交日期", "Submitted on", func(r *ServiceRequest) *civil.Date { return &r.SubmittedOn }, required),
	date("resolved_on", "办结日期", "Resolved on", func(r *ServiceRequest) *civil.Date { return &r.ResolvedOn }),
)

// Complaint is a complaint against an enterprise (投诉).
type Complaint struct {
	Source         Source
	No             string
	Respondent     org.Code
	Complainant    org.Code
	Subject        ComplaintSubject
	Amount         Opt[money.Fen]
	ReceivedOn     civil.Date
	AcceptedOn     civil.Date
	ForwardedOn    civil.Date
	FileReceivedOn civil.Date
	Extended       YesNo
	RepliedOn      civil.Date
	Verified       YesNo
	ClosedOn       civil.Date
}

var complaints = newKind("complaints", "投诉", "Complaints", func(r *Complaint) *Source { return &r.Source },
	func(b *Book) *[]Complaint { return &b.Complaints },
	text("complaint_no", "投诉编号", "Complaint no.", func(r *Complaint) *string { return &r.No }, keyPart),
	creditCode("respondent_code", "被投诉单位代码", "Respondent's code", func(r *Complaint) *org.Code { return &r.Respondent }, ownerCode),
	creditCode("complainant_code", "投诉人代码", "Complainant's code", func(r *Complaint) *org.Code { return &r.Complainant }, required),
	choice("subject", "事项", "Subject", complaintSubjects, func(r *Complaint) *ComplaintSubject { return &r.Subject }, required),
	yuanOpt("amount", "金额", "Amount", func(r *Complaint) *Opt[money.Fen] { return &r.Amount }),
	date("received_on", "收到日期", "Received on", func(r *Complaint) *civil.Date { return &r.ReceivedOn }, required),
	date("accepted_on", "受理日期", "Accepted on", func(r *Complaint) *civil.Date { return &r.AcceptedOn }),
	date("forwarded_on", "转办日期", "Forwarded on", func(r *Complaint) *civil.Date { return &r.ForwardedOn }),
	date("file_received_on", "处理单位收到日期", "Received by the handler on", func(r *Complaint) *civil.Date { return &r.FileReceivedOn }),
	yesNo("extended", "批准延期", "Extension approved", func(r *Complaint) *YesNo { return &r.Extended }),
	date("replied_on", "答复日期", "Replied on", func(r *Complaint) *civil.Date { return &r.RepliedOn }),
	yesNo("verified", "查实", "Verified", func(r *Complaint) *YesNo { return &r.Verified }),
	date("closed_on", "办结日期", "Closed on", func(r *Complaint) *civil.Date { return &r.ClosedOn }),
)
